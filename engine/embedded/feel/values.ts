import { FeelDate, FeelDateTime, FeelDuration, FeelTime, isFunction, isRange } from "feelin";

/** A FEEL value as the JSON data that is stored: Zeebe keeps temporal values as ISO 8601 strings. */
export function toPlain(value: unknown): unknown {
  if (value === undefined || value === null || typeof value === "function" || isFunction(value)) return null;
  if (typeof value === "number") return Number.isFinite(value) ? value : null;
  if (typeof value !== "object") return value;
  if (isTemporal(value) || isRange(value)) return value.toString();
  if (Array.isArray(value)) return value.map(toPlain);
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, toPlain(entry)]));
}

function isTemporal(value: object): value is FeelDate | FeelDateTime | FeelDuration | FeelTime {
  return [FeelDate, FeelDateTime, FeelDuration, FeelTime].some((type) => value instanceof type);
}
