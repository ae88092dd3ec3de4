import type { Area } from "./area.ts";

/** An exact fraction. Never rounded inside a calculation (SUR-08); only `formatCoefficient` rounds, for the eye. */
export interface Ratio {
  numerator: bigint;
  denominator: bigint;
}

/** One millionth, the last printed decimal of an apportionment coefficient. */
const MILLION = 1_000_000n;

/** numerator ÷ denominator rounded half up (四舍五入). Both must not be negative. */
export function divideHalfUp(numerator: bigint, denominator: bigint): bigint {
  return (2n * numerator + denominator) / (2n * denominator);
}

/** 分摊系数 K = Σ common ÷ Σ interior (SUR-08). @throws RangeError without interior area. */
export function apportionmentCoefficient(commonArea: Area, interiorArea: Area): Ratio {
  if (interiorArea <= 0) throw new RangeError("a coefficient needs interior area");
  return { numerator: BigInt(commonArea), denominator: BigInt(interiorArea) };
}

/** K in millionths, half up: the six printed decimals as a whole number (0.087322 is 87322). */
export function coefficientMillionths(coefficient: Ratio): number {
  return Number(divideHalfUp(coefficient.numerator * MILLION, coefficient.denominator));
}

/** 87322 → "0.087322". */
export function formatMillionths(millionths: number): string {
  const digits = String(millionths).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}

/** K as it is printed: six decimals, half up. */
export function formatCoefficient(coefficient: Ratio): string {
  return formatMillionths(coefficientMillionths(coefficient));
}

/** The share of one unit, δ = K × S, half up to 0.01 m² from the exact product (SUR-08). */
export function shareOf(coefficient: Ratio, interiorArea: Area): Area {
  return Number(divideHalfUp(coefficient.numerator * BigInt(interiorArea), coefficient.denominator));
}

/**
 * Splits a whole number over weights so that the parts sum to it exactly: largest remainder, ties to the earliest.
 * Serves areas (hundredths) and money (fen) alike. Callers order the weights by what the rule says about ties
 * (SUR-09 d: lower floor, then lower room number).
 * @throws RangeError on a negative or fractional argument, or when there is something to split and no weight.
 */
export function apportion(total: number, weights: readonly number[]): number[] {
  if (![total, ...weights].every((value) => Number.isSafeInteger(value) && value >= 0)) {
    throw new RangeError("apportion takes whole numbers that are not negative");
  }
  const sum = weights.reduce((running, weight) => running + BigInt(weight), 0n);
  if (sum === 0n) {
    if (total === 0) return weights.map(() => 0);
    throw new RangeError("nothing to apportion over: every weight is zero");
  }
  const products = weights.map((weight) => BigInt(total) * BigInt(weight));
  const parts = products.map((product) => Number(product / sum));
  const missing = total - parts.reduce((running, part) => running + part, 0);
  const byRemainder = products
    .map((product, index) => ({ index, remainder: product % sum }))
    .sort((one, other) => compare(other.remainder, one.remainder) || one.index - other.index);
  for (const { index } of byRemainder.slice(0, missing)) parts[index]! += 1;
  return parts;
}

const compare = (one: bigint, other: bigint): number => (one < other ? -1 : one > other ? 1 : 0);
