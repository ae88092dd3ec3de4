import type { Variables } from "../../engine.ts";
import type { Catch } from "./graph.ts";
import type { Run } from "./run.ts";
import type { ElementRow } from "./state.ts";
import { trigger } from "./subscriptions.ts";

interface Thrown {
  type: "error" | "escalation";
  code: string;
}

/** Lets a BPMN error travel up from what threw it. Answers false where nothing catches it; then nothing has changed. */
export const throwBpmnError = (run: Run, thrower: ElementRow, code: string, variables: Variables): boolean =>
  travelUp(run, thrower, { type: "error", code }, variables);

/** Lets an escalation travel up. What catches it may leave the thrower alone. */
export const throwEscalation = (run: Run, thrower: ElementRow, code: string): boolean =>
  travelUp(run, thrower, { type: "escalation", code }, {});

/**
 * To the boundary events of the element, then level by level to the event sub-processes inside and the boundary events on
 * the scope around it. On one level the event with this very code goes before one that catches all.
 */
function travelUp(run: Run, thrower: ElementRow, thrown: Thrown, variables: Variables): boolean {
  let from: ElementRow | null = null;
  for (let element: ElementRow | null = thrower; element; from = element, element = run.state.scope(element)) {
    const found = catchOn(run, element, from, thrown);
    if (found) {
      trigger(run, element, found.node.id, variables);
      return true;
    }
  }
  return false;
}

/** @param from what is left on the way up: an event sub-process does not catch what comes out of itself */
function catchOn(run: Run, element: ElementRow, from: ElementRow | null, { type, code }: Thrown): Catch | undefined {
  const open = run.state
    .node(element)
    .catches.filter(({ starts }) => !starts || (element.interruptedBy === null && starts.id !== from?.elementId));
  const find = (wanted: string | null, inside: boolean) =>
    open.find(({ trigger, starts }) => trigger.type === type && trigger.code === wanted && !!starts === inside);
  return find(code, true) ?? find(null, true) ?? find(code, false) ?? find(null, false);
}
