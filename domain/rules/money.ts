import { accepted, type Checked, refused } from "./checked.ts";
import { hasFullWidth, toHalfWidth } from "./fullWidth.ts";

/** Money: a whole number of fen. */
export type Fen = number;

/** 9,999,999,999,999.99 yuan: more than a county moves, and exact as a number. */
export const MAX_FEN: Fen = 999_999_999_999_999;

/** Reads an amount in yuan as printed ("16409.02", thousands separators allowed) into fen; never rounds. */
export function parseFen(text: string): Checked<Fen> {
  const typed = text.trim();
  if (typed === "") return refused("AMOUNT_MISSING", "未填写金额。");
  if (hasFullWidth(typed)) return refused("AMOUNT_FULL_WIDTH", `金额含有全角字符,请改为半角“${toHalfWidth(typed)}”。`);
  if (/^-/.test(typed)) return refused("AMOUNT_NEGATIVE", "金额不能为负数。");
  if (/\.\d{3,}$/.test(typed)) return refused("AMOUNT_TOO_PRECISE", "金额最多保留两位小数。");
  const parts = /^(\d{1,3}(?:,\d{3})+|0|[1-9]\d*)(?:\.(\d{1,2}))?$/.exec(typed);
  if (!parts) return refused("AMOUNT_NOT_A_NUMBER", "金额应为数字,如“16409.02”。");
  const fen = Number(`${parts[1]!.replaceAll(",", "")}${(parts[2] ?? "").padEnd(2, "0")}`);
  return fen > MAX_FEN ? refused("AMOUNT_TOO_LARGE", "金额过大。") : accepted(fen);
}

/** 1640902 → "16,409.02". */
export function formatFen(fen: Fen): string {
  const digits = String(Math.abs(fen)).padStart(3, "0");
  const yuan = digits.slice(0, -2).replace(/\B(?=(\d{3})+$)/g, ",");
  return `${fen < 0 ? "-" : ""}${yuan}.${digits.slice(-2)}`;
}

const DIGITS = "零壹贰叁肆伍陆柒捌玖";
const PLACES = ["", "拾", "佰", "仟"];
const SECTIONS = ["", "万", "亿", "万亿"];

/**
 * 大写 of an amount (MF-07, 支付结算办法附件): 人民币 in front; 整 after 元 and after 角; one 零 for zeros in a row;
 * where the law leaves 零 between a zero in the 元 place and 角 open, we write it.
 * @throws RangeError for negative, fractional or too large amounts.
 */
export function amountInWords(fen: Fen): string {
  if (!Number.isSafeInteger(fen) || fen < 0 || fen > MAX_FEN) throw new RangeError("not an amount that can be written");
  const yuan = Math.floor(fen / 100);
  const jiao = Math.floor(fen / 10) % 10;
  const cent = fen % 10;
  const whole = yuan > 0 ? `${integerInWords(yuan)}元` : "";
  if (jiao === 0 && cent === 0) return `人民币${whole || "零元"}整`;
  const gap = yuan > 0 && (jiao === 0 || yuan % 10 === 0) ? "零" : "";
  const fraction = `${jiao > 0 ? `${DIGITS[jiao]}角` : ""}${cent > 0 ? `${DIGITS[cent]}分` : "整"}`;
  return `人民币${whole}${gap}${fraction}`;
}

/** A positive whole number in sections of four digits; a gap of zeros before a later digit is one 零. */
function integerInWords(value: number): string {
  const digits = String(value);
  let words = "";
  let gap = false;
  let sectionHasDigit = false;
  Array.from(digits, Number).forEach((digit, index) => {
    const place = digits.length - 1 - index;
    if (digit === 0) gap = true;
    else {
      if (gap && words !== "") words += "零";
      words += DIGITS[digit]! + PLACES[place % 4]!;
      gap = false;
      sectionHasDigit = true;
    }
    if (place % 4 === 0 && sectionHasDigit) {
      words += place === 12 && Number(digits.slice(-12, -8)) > 0 ? "万" : SECTIONS[place / 4]!;
      // zeros at the end of a section need no 零 of their own before a full next section
      gap = gap && digits[index + 1] === "0";
      sectionHasDigit = false;
    }
  });
  return words;
}
