import { children } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";
import { escalationThrow } from "./escalationThrow.ts";
import { jobTask } from "./jobTask.ts";

const goOn: Behavior = { enter: (run, element) => run.complete(element) };

const definitions: Readonly<Record<string, CompileBehavior>> = {
  "bpmn:EscalationEventDefinition": escalationThrow,
  // Where the link leads to is a flow of the graph (`compile/links.ts`).
  "bpmn:LinkEventDefinition": () => goOn,
  // Sent by a worker, as Zeebe has it.
  "bpmn:MessageEventDefinition": jobTask,
};

/** Marks a state reached, throws an escalation, follows a link, or has a message sent; then goes on. */
export const intermediateThrowEvent: CompileBehavior = (source, node, compiler): Behavior => {
  const [definition] = children(source, "eventDefinitions");
  if (definition?.$type !== "bpmn:MessageEventDefinition") compiler.allowExtensions(source, "zeebe:IoMapping");
  if (!definition) return goOn;
  const compile = definitions[definition.$type];
  if (compile) return compile(source, node, compiler);
  compiler.refuse(source, `不支持抛出 ${definition.$type}。`);
  return goOn;
};
