/**
 * What may not stand in a log: names, numbers of persons, phones, accounts, tokens. Log calls carry keys and codes
 * only; this is the net below them, for text that comes from elsewhere (a driver's message, a library's error).
 */

/** Digits that are no key of ours: identity numbers, phones, bank accounts. */
const LONG_NUMBER = /(?<![\w.])\d{6,}[\dXx]?(?![\w.])/g;
/** What a driver quotes is what somebody typed. */
const QUOTED = /(["'`])(?:(?!\1)[^\\\n]|\\.){1,2000}\1/g;
const HAN = /[\p{Script=Han}·*]{2,}/gu;
/** Session tokens, hashes, verify tokens. */
const TOKEN = /\b[A-Za-z0-9_-]{32,}\b/g;

const GONE = "‹…›";

/** A message of unknown origin with everything taken out that could be a person's data. */
export function scrubMessage(text: string): string {
  return text.replace(QUOTED, GONE).replace(HAN, GONE).replace(TOKEN, GONE).replace(LONG_NUMBER, GONE).slice(0, 500);
}

const IDENTITY_NUMBER = /(?<!\d)\d{17}[\dXx](?![\dA-Za-z])/g;
const PHONE = /(?<![\d.])1[3-9]\d{9}(?!\d)/g;

/** The last net, over whole lines: numbers of this shape are never ours (keys stay below 11 digits for centuries, times have 13). */
export function scrubLine(line: string): string {
  return line.replace(IDENTITY_NUMBER, GONE).replace(PHONE, GONE);
}
