import { maskCard, maskIdentityNumber, maskPhone } from "#domain/rules/masking.ts";

/**
 * Form data for whoever does not hold the case: identity numbers, mobile numbers and bank accounts are masked wherever they stand
 * (SEC-06). Digits that belong to a longer word, such as a real-estate unit number, are left alone.
 */
export function maskPersonal<T>(value: T): T {
  return mask(value) as T;
}

function mask(value: unknown): unknown {
  if (typeof value === "string") return maskText(value);
  if (Array.isArray(value)) return value.map(mask);
  if (value === null || typeof value !== "object") return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, mask(part)]));
}

const maskText = (text: string): string =>
  text
    .replace(/(?<![0-9A-Za-z])\d{17}[\dXx](?![0-9A-Za-z])/g, maskIdentityNumber)
    .replace(/(?<![0-9A-Za-z])\d{16,19}(?![0-9A-Za-z])/g, maskCard)
    .replace(/(?<![0-9A-Za-z])1[3-9]\d{9}(?![0-9A-Za-z])/g, maskPhone);
