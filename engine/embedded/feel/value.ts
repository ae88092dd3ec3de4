import { type Expression, FeelError, type Lookup, parse } from "./expression.ts";

/** An attribute of a diagram that is either fixed text or, with a leading `=`, an expression. */
export interface Value {
  /** The fixed text; null where it is computed. */
  readonly fixed: string | null;
  evaluate(lookup: Lookup, now: number): unknown;
}

/** @throws FeelError */
export function parseValue(text: string): Value {
  if (isExpression(text)) return { fixed: null, evaluate: parseMarked(text).evaluate };
  return { fixed: text, evaluate: () => text };
}

export const isExpression = (text: string): boolean => text.trimStart().startsWith("=");

/** Parses text that has to be an expression. @throws FeelError also where the leading `=` is missing */
export function parseMarked(text: string): Expression {
  if (!isExpression(text)) throw new FeelError(`“${text}”应为以 = 开头的表达式。`);
  return parse(text.trimStart().slice(1));
}
