import { z } from "zod";

/** 文号式样, a policy parameter `number.<kind>`: 邵住保受〔{year}〕{n}号. */
export const numberPatternSchema = z
  .string()
  .max(60)
  .refine((pattern) => pattern.includes("{n}"), "文号式样应含序号 {n}。")
  .refine((pattern) => pattern.includes("{year}"), "文号式样应含年份 {year}。");

/** The number as printed; `n` counts from 1 within kind, region and year. */
export function formatNumber(pattern: string, { year, n }: { year: number; n: number }): string {
  return pattern.replaceAll("{year}", String(year)).replaceAll("{n}", String(n));
}
