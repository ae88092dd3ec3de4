import { z } from "zod";

/** How the law speaks of an organisation and of a person it writes to. */
export const applicantSchema = z.object({
  name: z.string().trim().min(1),
  kind: z.enum(["organisation", "person"]),
});
export type Applicant = z.infer<typeof applicantSchema>;

/** "你单位" to an organisation, "你" to a person. */
export function addressed(applicant: Applicant): string {
  return applicant.kind === "organisation" ? "你单位" : "你";
}

/** A date of law as official documents print it: 2026年3月5日 (GB/T 9704-2012 7.3.5.4: Arabic, no leading zeros). */
export function chineseDate(date: string): string {
  const match = /^(\d{4})-(\d{2})-(\d{2})$/.exec(date);
  if (match === null) throw new RangeError("Not a date of law (YYYY-MM-DD)");
  return `${match[1]}年${Number(match[2])}月${Number(match[3])}日`;
}

const numerals = ["零", "一", "二", "三", "四", "五", "六", "七", "八", "九", "十"];

/** 1 to 99 as the ordinals of an official list: 一, 十, 十二, 二十, 九十九. */
export function chineseOrdinal(ordinal: number): string {
  if (!Number.isInteger(ordinal) || ordinal < 1 || ordinal > 99) throw new RangeError("An ordinal is 1 to 99");
  if (ordinal <= 10) return numerals[ordinal]!;
  const tens = Math.floor(ordinal / 10);
  const ones = ordinal % 10;
  return `${tens === 1 ? "" : numerals[tens]}十${ones === 0 ? "" : numerals[ones]}`;
}

/** Closes a sentence that a person typed, with `addition` before its end: 未备案 → 未备案（依据：…）。 */
export function sentence(text: string, addition = ""): string {
  const [, words = "", end = ""] = /^(.*?)([。！？…；;.，,、：:]*)$/su.exec(text.trim()) ?? [];
  return `${words}${addition}${/[！？…]/.test(end) ? end : "。"}`;
}

/** Acts as the grounds of a decision: 《甲》第一条、《乙》第二条. */
export function grounds(legalBasis: readonly string[]): string {
  return legalBasis.map((basis) => basis.trim().replace(/[。；;]$/, "")).join("、");
}
