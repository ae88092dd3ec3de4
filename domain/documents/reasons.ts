import { z } from "zod";
import type { Block } from "./model.ts";
import { chineseOrdinal, grounds, sentence } from "./wording.ts";

/** Why something was refused: facts and the rule they fall under, one paragraph each. */
export const reasonsSchema = z
  .array(z.object({ text: z.string().trim().min(1), basis: z.string().trim().min(1).nullable() }))
  .min(1)
  .max(99);
export type Reasons = z.infer<typeof reasonsSchema>;

/** Numbered where there are several; the rule stands in brackets before the full stop. */
export function reasonParagraphs(reasons: Reasons): Block[] {
  return reasons.map(({ text, basis }, index) => {
    const ordinal = reasons.length > 1 ? `${chineseOrdinal(index + 1)}、` : "";
    const rule = basis === null ? "" : `（依据：${grounds([basis])}）`;
    return { kind: "paragraph", text: `${ordinal}${sentence(text, rule)}` };
  });
}
