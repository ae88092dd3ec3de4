import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";

/** A manual task or one without a kind: done by somebody outside; the token goes on at once. */
export const passThroughTask: CompileBehavior = (source, _node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  return { enter: (run, element) => run.complete(element) };
};
