import type { Variables } from "../../engine.ts";
import type { Catch } from "./graph.ts";
import type { Run } from "./run.ts";
import type { ElementRow } from "./state.ts";
import { trigger } from "./subscriptions.ts";

/**
 * Lets a BPMN error travel up from the element that threw it: its boundary events, then level by level the event
 * sub-processes inside and the boundary events on the scope around it. On one level the event with this very code goes
 * before one that catches all. Answers false where nothing catches it; then nothing has changed.
 */
export function throwBpmnError(run: Run, thrower: ElementRow, code: string, variables: Variables): boolean {
  for (let element: ElementRow | null = thrower; element; element = run.state.scope(element)) {
    const found = catchOn(run, element, code);
    if (found) {
      trigger(run, element, found.node.id, variables);
      return true;
    }
  }
  return false;
}

function catchOn(run: Run, element: ElementRow, code: string): Catch | undefined {
  const open = run.state
    .node(element)
    .catches.filter(({ trigger, starts }) => trigger.type === "error" && !(starts && element.interruptedBy));
  const find = (wanted: string | null, inside: boolean) =>
    open.find(({ trigger, starts }) => trigger.type === "error" && trigger.code === wanted && !!starts === inside);
  return find(code, true) ?? find(null, true) ?? find(code, false) ?? find(null, false);
}
