import { children } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Marks a state reached, and goes on. */
export const intermediateThrowEvent: CompileBehavior = (source, _node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  const [definition] = children(source, "eventDefinitions");
  if (definition) compiler.refuse(source, `不支持抛出 ${definition.$type}。`);
  return { enter: (run, element) => run.complete(element) };
};
