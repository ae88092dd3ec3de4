import type { EngineEvent, Place, Variables } from "../../engine.ts";
import type { Expression, Lookup } from "../feel/expression.ts";
import type { Flow, Node } from "./graph.ts";
import { asIncident, Incident } from "./incident.ts";
import { dropIncidents, raise } from "./incidents.ts";
import { releaseInclusive } from "./joins.ts";
import type { ElementRow, State } from "./state.ts";
import { closeSubscriptions, prepareSubscriptions } from "./subscriptions.ts";
import { lookupFrom, mapInputs, mapOutputs, propagate } from "./variables.ts";

export interface RunOptions {
  /** Business time of the command, epoch milliseconds. */
  now: number;
  nextKey: () => number;
  /** After so many steps of one command what is still to do stops with an incident: a loop without a wait state. */
  stepLimit?: number;
}

/**
 * One command's run through an instance, in memory only. A command changes something (completes a task, say) and then
 * lets `run` take steps until every token waits. `events` tells what happened, in order.
 *
 * The queue holds nothing but keys of elements; which step is theirs stands in `element.state`. So whatever is stopped
 * by an incident, or by the step limit, is in the rows, and is taken up by queueing the key again.
 */
export class Run {
  readonly state: State;
  readonly now: number;
  readonly nextKey: () => number;
  readonly events: EngineEvent[] = [];
  /** The end event that was reached last. */
  lastEnd: string | null = null;
  readonly #queue: number[] = [];
  readonly #stepLimit: number;

  constructor(state: State, { now, nextKey, stepLimit = 10_000 }: RunOptions) {
    this.state = state;
    this.now = now;
    this.nextKey = nextKey;
    this.#stepLimit = stepLimit;
  }

  /** Takes steps until nothing can go on. */
  run(): void {
    for (let steps = 0; this.#queue.length > 0 || releaseInclusive(this); steps++) {
      const element = this.state.elements.get(this.#queue.shift()!);
      if (!element) continue;
      if (steps < this.#stepLimit) this.#step(element);
      else raise(this, element, new Incident("STEP_LIMIT", `连续执行了 ${this.#stepLimit} 步仍未停下，可能是死循环。`));
    }
  }

  #step(element: ElementRow): void {
    try {
      if (element.state === "activating") this.#enter(element);
      else if (element.state === "completing") this.#leave(element);
    } catch (error) {
      raise(this, element, asIncident(error));
    }
  }

  /** Begins an element inside a scope; `payload` comes with the event that brought it about. */
  activate(node: Node, scope: ElementRow, payload: Variables = {}): ElementRow {
    const element = this.#add(node, scope, payload);
    this.#queue.push(element.key);
    return element;
  }

  /** Begins a sub-process at once and without its start event: something else is put into it. @throws Incident */
  open(node: Node, scope: ElementRow): ElementRow {
    const element = this.#add(node, scope, {});
    element.variables = mapInputs(node.inputs, this.lookup(element), this.now);
    prepareSubscriptions(this, element, node)();
    element.state = "active";
    this.emit({ type: "scopeEntered", ...this.place(element) });
    return element;
  }

  #add(node: Node, scope: ElementRow, variables: Variables): ElementRow {
    return this.state.addElement({
      key: this.nextKey(),
      rootKey: this.state.rootKey,
      instanceKey: scope.instanceKey,
      scopeKey: scope.key,
      elementId: node.id,
      kind: node.kind,
      state: "activating",
      interruptedBy: null,
      variables,
    });
  }

  /** Takes the step that the element's state asks for, again. */
  resume(element: ElementRow): void {
    this.#queue.push(element.key);
  }

  #enter(element: ElementRow): void {
    const node = this.state.node(element);
    const payload = element.variables;
    const mapped = mapInputs(node.inputs, lookupFrom(this.state, element), this.now);
    element.variables = { ...payload, ...mapped };
    try {
      const subscribe = prepareSubscriptions(this, element, node);
      node.behavior.enter(this, element, node, { payload, mapped });
      if (this.state.elements.get(element.key)) subscribe();
    } catch (error) {
      element.variables = payload;
      throw error;
    }
    if (element.state === "activating") element.state = "active";
    if (this.state.elements.get(element.key)) this.state.elements.touch(element);
  }

  /** Lets an element go on: mapping of results, then its flows. */
  complete(element: ElementRow): void {
    element.state = "completing";
    this.state.elements.touch(element);
    this.#queue.push(element.key);
  }

  /** As `complete`, with a result: kept local for the output mappings where there are any, else merged outwards. */
  finish(element: ElementRow, result: Variables): void {
    if (this.state.node(element).outputs.length > 0) element.variables = { ...element.variables, ...result };
    else propagate(this.state, element, result);
    this.complete(element);
  }

  #leave(element: ElementRow): void {
    const node = this.state.node(element);
    const scope = this.state.scope(element);
    const flows = node.behavior.flows?.(this, element, node) ?? node.outgoing;
    if (scope && node.outputs.length > 0) {
      const [inside, outside] = [lookupFrom(this.state, element), lookupFrom(this.state, scope)];
      propagate(this.state, scope, mapOutputs(node.outputs, inside, outside, this.now));
    }
    closeSubscriptions(this.state, element);
    this.state.removeElement(element);
    node.behavior.left?.(this, element, node);
    if (!scope) return;
    for (const flow of flows) this.take(flow, scope);
    this.closeIfEmpty(scope);
  }

  /** A token goes along a flow. */
  take(flow: Flow, scope: ElementRow): void {
    const { behavior } = flow.target;
    if (behavior.arrive?.(this, scope, flow) ?? true) this.activate(flow.target, scope);
  }

  /** Completes a container in which nothing is going on any more. */
  closeIfEmpty(scope: ElementRow): void {
    if (scope.state === "active" && this.state.isEmpty(scope)) this.complete(scope);
  }

  /** Ends an element from outside, with everything in it, innermost first. Runs nothing and does not go on. */
  terminate(element: ElementRow): void {
    const node = this.state.node(element);
    this.terminateChildren(element);
    closeSubscriptions(this.state, element);
    dropIncidents(this, element);
    if (element.state !== "activating") node.behavior.terminated?.(this, element, node);
    this.state.removeElement(element);
  }

  /** Ends everything inside a scope, also tokens that wait at a join. */
  terminateChildren(scope: ElementRow, except?: ElementRow): void {
    for (const child of this.state.children(scope)) if (child !== except) this.terminate(child);
    for (const join of this.state.joins.values()) if (join.scopeKey === scope.key) this.state.joins.remove(join);
  }

  evaluate(expression: Pick<Expression, "evaluate">, from: ElementRow): unknown {
    return expression.evaluate(this.lookup(from), this.now);
  }
  lookup(from: ElementRow): Lookup {
    return lookupFrom(this.state, from);
  }
  emit(event: EngineEvent): void {
    this.events.push(event);
  }
  place(element: ElementRow): Place {
    return {
      instanceKey: String(element.instanceKey),
      elementId: element.elementId,
      elementInstanceKey: String(element.key),
      scopeKey: String(element.scopeKey ?? element.key),
    };
  }
}
