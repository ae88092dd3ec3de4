import { z } from "zod";
import { parseArea } from "../rules/area.ts";
import { isLawDate } from "../rules/workingDays.ts";

/**
 * The kinds of field our forms are made of, as zod types with Chinese sentences. They accept what form-js hands over:
 * an empty field is `""`, `null` or absent, a number typed with decimals is text (`serializeToString`).
 */

/** A text that must be filled in. */
export const requiredText = (label: string, longest: number) =>
  z
    .string({ error: `请填写${label}。` })
    .trim()
    .min(1, `请填写${label}。`)
    .max(longest, `${label}不超过${longest}个字。`);

/** A text that may be left empty; `""` then. */
export const optionalText = (label: string, longest: number) =>
  z
    .string({ error: `${label}应为文字。` })
    .trim()
    .max(longest, `${label}不超过${longest}个字。`)
    .nullish()
    .transform((text) => text ?? "");

/** An area typed in m² with at most two decimals, kept as typed; `parseArea` reads it. */
export const areaText = (label: string) =>
  z
    .string({ error: `请填写${label}。` })
    .trim()
    .superRefine((text, context) => {
      const area = parseArea(text);
      if (!area.ok) context.addIssue({ code: "custom", message: `${label}：${area.message}` });
    });

/** A length in metres with at most two decimals that may be left empty, kept as typed. */
export const optionalMetres = (label: string) =>
  z
    .string({ error: `${label}应为数字。` })
    .trim()
    .regex(/^(\d{1,4}(\.\d{1,2})?)?$/, `${label}应为不超过两位小数的数字（米）。`)
    .nullish()
    .transform((text) => text ?? "");

/** A whole number within bounds. */
export const wholeNumber = (label: string, least: number, most: number) =>
  z
    .int({ error: `${label}应为整数。` })
    .min(least, `${label}不能小于${least}。`)
    .max(most, `${label}不能大于${most}。`);

/** A date 'YYYY-MM-DD' that must be filled in. */
export const requiredDate = (label: string) =>
  z.string({ error: `请填写${label}。` }).refine(isLawDate, { error: `请填写${label}，应为日期。` });

/** A date 'YYYY-MM-DD' that may be left empty; null then. */
export const optionalDate = (label: string) =>
  z
    .string({ error: `${label}应为日期。` })
    .refine((date) => date === "" || isLawDate(date), `${label}不是有效日期。`)
    .nullish()
    .transform((date) => date || null);

/** One of a table of words. */
export const choice = <Words extends Record<string, string>>(label: string, words: Words) =>
  z.enum(Object.keys(words) as [keyof Words & string, ...(keyof Words & string)[]], { error: `请选择${label}。` });

/** The id of a row of ours. */
export const recordId = (label: string) => z.int({ error: `请选择${label}。` }).positive(`请选择${label}。`);

/** Ticks of a check list; every word at most once. */
export const ticks = <Words extends Record<string, string>>(label: string, words: Words) =>
  z
    .array(choice(label, words))
    .nullish()
    .transform((ticked) => [...new Set(ticked ?? [])]);
