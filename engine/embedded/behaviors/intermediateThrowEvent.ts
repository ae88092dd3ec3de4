import { children } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";
import { escalationThrow } from "./escalationThrow.ts";

/** Marks a state reached, or throws an escalation, and goes on. */
export const intermediateThrowEvent: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  const [definition] = children(source, "eventDefinitions");
  if (definition?.$type === "bpmn:EscalationEventDefinition") return escalationThrow(source, node, compiler);
  if (definition) compiler.refuse(source, `不支持抛出 ${definition.$type}。`);
  return { enter: (run, element) => run.complete(element) };
};
