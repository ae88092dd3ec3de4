import type { Compiler } from "../compile/compiler.ts";
import { children, type Source } from "../compile/source.ts";
import type { Trigger } from "../core/graph.ts";
import { errorTrigger } from "./error.ts";
import { escalationTrigger } from "./escalation.ts";
import { messageTrigger } from "./message.ts";
import { timerTrigger } from "./timer.ts";

/** @param interrupting false where the event may come more than once */
export type CompileTrigger = (
  event: Source,
  definition: Source,
  interrupting: boolean,
  compiler: Compiler,
) => Trigger | null;

/** What an event can wait for. */
const triggers: Readonly<Record<string, CompileTrigger>> = {
  "bpmn:MessageEventDefinition": messageTrigger,
  "bpmn:TimerEventDefinition": timerTrigger,
  "bpmn:ErrorEventDefinition": errorTrigger,
  "bpmn:EscalationEventDefinition": escalationTrigger,
};

/** What a catching event waits for; null after it was refused, and for a start event without a definition. */
export function compileTrigger(event: Source, interrupting: boolean, compiler: Compiler): Trigger | null {
  const [definition] = children(event, "eventDefinitions");
  if (!definition) {
    if (event.$type !== "bpmn:StartEvent") compiler.refuse(event, "事件没有定义等待什么。");
    return null;
  }
  const compile = triggers[definition.$type];
  if (compile) return compile(event, definition, interrupting, compiler);
  compiler.refuse(event, `不支持 ${definition.$type}。`);
  return null;
}
