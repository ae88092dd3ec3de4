import { type EvalContext, evaluate, parseExpression } from "feelin";
import { clockFunctions } from "./clockFunctions.ts";
import { type Lookup, shortcut } from "./shortcut.ts";
import { toPlain } from "./values.ts";

export type { Lookup } from "./shortcut.ts";

/** A FEEL expression, parsed once when its diagram is compiled. */
export interface Expression {
  readonly source: string;
  /**
   * Its value as plain JSON data: temporal values as ISO strings, nothing as null. What is missing is null, as in
   * Zeebe; a result of the wrong type is the caller's to refuse. feelin's own ways: numbers are doubles, and an
   * inequality between values of different kinds (text and date, say) is false where Zeebe has null.
   * @param lookup answers the value of a variable, undefined where none is visible
   * @param now business time in epoch milliseconds, for `now()` and `today()`
   * @throws FeelError where the interpreter gives up
   */
  evaluate(lookup: Lookup, now: number): unknown;
}

/** The text is no FEEL that this engine can evaluate; the message is a Chinese sentence. */
export class FeelError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "FeelError";
  }
}

/** Zeebe's dialect: names with unusual characters stand in backticks. */
const dialect = "camunda";

/**
 * Parses an expression (without its leading `=`).
 *
 * feelin copies the whole context on each evaluation, so only the names that the expression mentions are handed over;
 * paths, literals and comparisons with a string, which are most of what diagrams hold, do not reach it at all.
 * @throws FeelError
 */
export function parse(source: string): Expression {
  if (source.trim() === "") throw new FeelError("表达式为空。");
  const { names, calls } = mentioned(source);
  for (const call of calls) {
    if (!isBuiltin(call)) throw new FeelError(`表达式“${source}”调用了未知函数 ${call}。`);
  }
  const quick = shortcut(source);
  return {
    source,
    evaluate(lookup, now) {
      const answer = quick?.(lookup);
      if (answer) return answer.value;
      const context: EvalContext = {};
      for (const name of names) {
        const value = lookup(name);
        if (value !== undefined) context[name] = value;
      }
      return toPlain(interpret(source, { ...clockFunctions(names, now), ...context }));
    },
  };
}

function interpret(source: string, context: EvalContext): unknown {
  try {
    return evaluate(source, context, dialect).value;
  } catch (error) {
    throw new FeelError(`表达式“${source}”无法求值。`, { cause: error });
  }
}

/** The names of variables and functions that an expression mentions; local names of `for`, `some`… are among them. */
function mentioned(source: string): { names: Set<string>; calls: Set<string> } {
  const names = new Set<string>();
  const calls = new Set<string>();
  parseExpression(source, {}, dialect).iterate({
    enter(node) {
      if (node.type.isError) throw new FeelError(`表达式“${source}”在第 ${node.from + 1} 个字符处有语法错误。`);
      if (node.name !== "VariableName") return;
      const name = source.slice(node.from, node.to).replace(/^`|`$/g, "");
      names.add(name);
      if (node.node.parent?.name === "FunctionInvocation" && !node.node.prevSibling) calls.add(name);
    },
  });
  return { names, calls };
}

const known = new Map<string, boolean>();
function isBuiltin(name: string): boolean {
  const cached = known.get(name);
  if (cached !== undefined) return cached;
  const found = !evaluate(name, {}, dialect).warnings.some((warning) => warning.type === "NO_VARIABLE_FOUND");
  known.set(name, found);
  return found;
}
