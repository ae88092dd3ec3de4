import type { Variables } from "../../engine.ts";
import type { Lookup } from "../feel/expression.ts";
import type { Mapping } from "./graph.ts";
import { Incident } from "./incident.ts";
import type { ElementRow, State } from "./state.ts";

/*
 * Zeebe's rules. Every element instance is a scope of its own. What is read is looked for from the element outwards.
 * What is merged updates the nearest scope that has the name, and else creates it in the root scope.
 */

/** Reads what an element sees; `undefined` where no scope has the name. */
export function lookupFrom(state: State, element: ElementRow | null, local: Variables = {}): Lookup {
  return (name) => {
    if (Object.hasOwn(local, name)) return local[name];
    for (let scope = element; scope; scope = state.scope(scope)) {
      if (Object.hasOwn(scope.variables, name)) return scope.variables[name];
    }
    return undefined;
  };
}

/** Everything that an element sees, as one object. */
export function visible(state: State, element: ElementRow): Variables {
  const outer = state.scope(element);
  return outer ? { ...visible(state, outer), ...element.variables } : { ...element.variables };
}

/** Merges variables, looking for their places from `element` outwards. */
export function propagate(state: State, element: ElementRow, variables: Variables): void {
  for (const [name, value] of Object.entries(variables)) {
    let scope = element;
    for (let outer = state.scope(scope); outer && !Object.hasOwn(scope.variables, name); outer = state.scope(scope)) {
      scope = outer;
    }
    setLocal(state, scope, { [name]: value });
  }
}

export function setLocal(state: State, element: ElementRow, variables: Variables): void {
  if (Object.keys(variables).length === 0) return;
  element.variables = { ...element.variables, ...variables };
  state.elements.touch(element);
}

/** Evaluates input mappings in their order; each sees the targets of those before it. */
export function mapInputs(mappings: Mapping[], lookup: Lookup, now: number): Variables {
  const mapped: Variables = {};
  for (const { source, target } of mappings) {
    const value = source.evaluate((name) => (Object.hasOwn(mapped, name) ? mapped[name] : lookup(name)), now);
    setPath(mapped, target, value);
  }
  return mapped;
}

/**
 * Evaluates output mappings in their order. A nested target keeps the other properties of the variable that it
 * goes into, as `outside` sees it.
 */
export function mapOutputs(mappings: Mapping[], lookup: Lookup, outside: Lookup, now: number): Variables {
  const mapped: Variables = {};
  for (const { source, target } of mappings) {
    const value = source.evaluate((name) => (Object.hasOwn(mapped, name) ? mapped[name] : lookup(name)), now);
    const [first, ...rest] = target;
    if (rest.length > 0 && !Object.hasOwn(mapped, first!)) mapped[first!] = structuredClone(outside(first!) ?? {});
    setPath(mapped, target, value);
  }
  return mapped;
}

function setPath(variables: Variables, path: string[], value: unknown): void {
  let into: Variables = variables;
  for (const name of path.slice(0, -1)) {
    const inner = into[name];
    if (!isObject(inner)) into[name] = {};
    into = into[name] as Variables;
  }
  into[path.at(-1)!] = value;
}

const isObject = (value: unknown): value is Variables =>
  typeof value === "object" && value !== null && !Array.isArray(value);

/** Names and keys are no longer than Zeebe has them. */
const nameLimit = 256;

/** The result as a name. @throws Incident EXTRACT_VALUE_ERROR for anything but text of 1 to 256 characters */
export function requireText(value: unknown, what: string): string {
  if (typeof value === "string" && value !== "" && value.length <= nameLimit) return value;
  throw new Incident("EXTRACT_VALUE_ERROR", `${what}应得到 1 至 ${nameLimit} 个字符的文本，实际得到${kindOf(value)}。`);
}

/** How a value is named in messages to operators, without its content: that may be personal. */
export function kindOf(value: unknown): string {
  if (value === null || value === undefined) return "空值";
  if (value === "") return "空文本";
  if (Array.isArray(value)) return "列表";
  const kinds: Record<string, string> = { string: "文本", number: "数字", boolean: "是非值" };
  return kinds[typeof value] ?? "对象";
}
