import { accepted, type Checked, refused } from "./checked.ts";
import { hasFullWidth, toHalfWidth } from "./fullWidth.ts";

/** An area: a whole number of hundredths of a square metre (SUR-01). 1068.58 m² is 106858. */
export type Area = number;

/** The largest area a text may say: 100,000,000.00 m². It keeps every product below 2^53. */
export const MAX_AREA: Area = 10_000_000_000;

/**
 * Reads an area as it is printed: digits, and after a point one or two more.
 * Nothing is rounded: a third decimal is refused, because it means that the text is not a filed figure (SUR-01).
 */
export function parseArea(text: string): Checked<Area> {
  const typed = text.trim();
  if (typed === "") return refused("AREA_MISSING", "未填写面积。");
  if (hasFullWidth(typed)) {
    return refused("AREA_FULL_WIDTH", `面积含有全角字符,请改为半角“${toHalfWidth(typed)}”。`);
  }
  if (/^-\d/.test(typed)) return refused("AREA_NEGATIVE", "面积不能为负数。");
  if (/^\d+\.\d{3,}$/.test(typed)) return refused("AREA_TOO_PRECISE", "面积最多保留两位小数。");
  const parts = /^(0|[1-9]\d*)(?:\.(\d{1,2}))?$/.exec(typed);
  if (!parts) return refused("AREA_NOT_A_NUMBER", "面积应为数字,如“1068.58”,不含单位、逗号和空格。");
  const area = Number(`${parts[1]}${(parts[2] ?? "").padEnd(2, "0")}`);
  if (area > MAX_AREA) return refused("AREA_TOO_LARGE", "面积过大,请核对小数点。");
  return accepted(area);
}

/** 106858 → "1068.58": always two decimals, no separators; the text that `parseArea` reads. */
export function formatArea(area: Area): string {
  const digits = String(Math.abs(area)).padStart(3, "0");
  return `${area < 0 ? "-" : ""}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** 4059358 → "40,593.58": for people to read. */
export function displayArea(area: Area): string {
  const [whole = "0", decimals] = formatArea(area).split(".");
  return `${whole.replace(/\B(?=(\d{3})+$)/g, ",")}.${decimals}`;
}

/** The sum of areas, exact. */
export function addAreas(areas: Iterable<Area>): Area {
  let sum = 0;
  for (const area of areas) sum += area;
  return sum;
}
