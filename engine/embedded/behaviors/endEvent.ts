import { children, type Source } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { type CompileBehavior, refuseFlows } from "./behavior.ts";
import { errorEnd } from "./errorEndEvent.ts";
import { escalationThrow } from "./escalationThrow.ts";
import { jobTask } from "./jobTask.ts";

const definitions: Readonly<Record<string, CompileBehavior>> = {
  "bpmn:TerminateEventDefinition": () => ({
    ...noneEnd,
    enter(run, element) {
      run.terminateChildren(run.state.scope(element)!, element);
      run.complete(element);
    },
  }),
  "bpmn:ErrorEventDefinition": errorEnd,
  "bpmn:EscalationEventDefinition": (...parts) => ({ ...noneEnd, ...escalationThrow(...parts) }),
  // Sent by a worker, as Zeebe has it; the end is reached when that is done.
  "bpmn:MessageEventDefinition": (...parts) => ({ ...noneEnd, ...jobTask(...parts) }),
};

/** An end event: none, terminate (ends what else goes on in its scope), error, escalation, or message. */
export const endEvent: CompileBehavior = (source, node, compiler): Behavior => {
  refuseFlows(source, node.outgoing, "结束事件不能有出线。", compiler);
  const [definition]: (Source | undefined)[] = children(source, "eventDefinitions");
  if (!definition) {
    compiler.allowExtensions(source, "zeebe:IoMapping");
    return noneEnd;
  }
  if (definition.$type !== "bpmn:MessageEventDefinition") compiler.allowExtensions(source);
  const compile = definitions[definition.$type];
  if (compile) return compile(source, node, compiler);
  compiler.refuse(source, `不支持结束事件的 ${definition.$type}。`);
  return noneEnd;
};

const noneEnd: Behavior = {
  enter: (run, element) => run.complete(element),
  left(run, _element, { id }) {
    run.lastEnd = id;
  },
};
