import type { Variables } from "../../engine.ts";
import { type Catch, isThrown, type Node } from "./graph.ts";
import type { Run } from "./run.ts";
import type { ElementRow, MessageRow, State, TimerRow } from "./state.ts";

/** Evaluates what an element has to wait for besides itself; the answer writes it down. @throws Incident */
export function prepareSubscriptions(run: Run, owner: ElementRow, node: Node): () => void {
  const steps = node.catches.map(({ trigger, node: target }) =>
    isThrown(trigger) ? () => {} : trigger.prepare(run, owner, target),
  );
  return () => {
    for (const step of steps) step();
  };
}

/** Ends everything an element waits for; with `targets` only what would fire one of them. */
export function closeSubscriptions(state: State, owner: ElementRow, targets?: ReadonlySet<string>): void {
  const closes = (row: TimerRow | MessageRow) =>
    row.elementKey === owner.key && (targets === undefined || targets.has(row.targetId));
  for (const timer of state.timers.values()) if (closes(timer)) state.timers.remove(timer);
  for (const message of state.messages.values()) if (closes(message)) state.messages.remove(message);
}

/**
 * What a subscription waited for has come. The waiting element itself goes on; or a boundary event or event sub-process
 * begins, and ends what it interrupts first.
 */
export function trigger(run: Run, owner: ElementRow, targetId: string, payload: Variables): void {
  if (owner.elementId === targetId) {
    closeSubscriptions(run.state, owner);
    run.finish(owner, payload);
    return;
  }
  const caught = run.state.graph(owner).catches.get(targetId)!;
  if (caught.starts) startEventSubProcess(run, owner, caught, payload);
  else beginEvent(run, owner, caught, payload);
}

/** A boundary event, or the event after an event-based gateway: that one ends the gateway, which is nobody's work. */
function beginEvent(run: Run, host: ElementRow, { node, interrupting }: Catch, payload: Variables): void {
  const scope = run.state.scope(host)!;
  if (interrupting) run.terminate(host);
  run.activate(node, scope, payload);
}

function startEventSubProcess(run: Run, scope: ElementRow, { starts, interrupting }: Catch, payload: Variables): void {
  if (interrupting) {
    run.terminateChildren(scope);
    const inside = run.state.node(scope).catches.filter((other) => other.starts);
    closeSubscriptions(run.state, scope, new Set(inside.map((other) => other.node.id)));
    scope.interruptedBy = starts!.id;
    run.state.elements.touch(scope);
  }
  run.activate(starts!, scope, payload);
}
