import { z } from "zod";

/** 常用语 of a person at a node, on this machine. */
const phrasesSchema = z.object({ preferred: z.string().nullable(), own: z.array(z.string()).max(20) });
export type Phrases = z.infer<typeof phrasesSchema>;

const keyOf = (personId: number, node: string) => `anju.phrases.${personId}.${node}`;
const none: Phrases = { preferred: null, own: [] };

export function readPhrases(personId: number, node: string): Phrases {
  const parsed = phrasesSchema.safeParse(JSON.parse(localStorage.getItem(keyOf(personId, node)) ?? "null"));
  return parsed.success ? parsed.data : none;
}

export function keepPhrases(personId: number, node: string, phrases: Phrases): void {
  localStorage.setItem(keyOf(personId, node), JSON.stringify(phrases));
}

/** Phrases offered to everybody, after the node's own. */
export const commonPhrases = ["同意。", "情况属实，同意。", "材料齐全，符合规定，同意。", "经核对，与登记信息一致。"];
