import type { Variables } from "../../engine.ts";
import type { Expression } from "../feel/expression.ts";
import type { Value } from "../feel/value.ts";
import type { Run } from "./run.ts";
import type { ElementRow } from "./state.ts";

/** A diagram's process, compiled: everything that running it needs, with all expressions parsed. */
export interface Graph {
  readonly processId: string;
  readonly name: string;
  /** The process itself, as the outermost container. */
  readonly root: Node;
  readonly nodes: ReadonlyMap<string, Node>;
  /** All `catches` of all nodes, by the id of the event. */
  readonly catches: ReadonlyMap<string, Catch>;
}

/** An element that a token can be in. */
export interface Node {
  readonly id: string;
  /** The kind of element as a word for rows and reports: `userTask`, `subProcess`… */
  readonly kind: string;
  /** What is written on it; the id where nothing is. */
  readonly name: string;
  /** The container around it; null for the process. */
  readonly scope: Node | null;
  readonly incoming: Flow[];
  readonly outgoing: Flow[];
  readonly inputs: Mapping[];
  readonly outputs: Mapping[];
  readonly headers: Readonly<Record<string, string>>;
  /**
   * What can be caught while it lives: its boundary events; of a container, its event sub-processes; of an event-based
   * gateway, the events after it.
   */
  readonly catches: Catch[];
  /** The activity on whose border it stands. */
  attachedTo: Node | null;
  /** The start event of a container. */
  start: Node | null;
  behavior: Behavior;
}

export interface Flow {
  readonly id: string;
  readonly source: Node;
  readonly target: Node;
  readonly condition: Expression | null;
}

/** A variable mapping; `target` is a path of names. */
export interface Mapping {
  readonly source: Value;
  readonly target: string[];
}

/** An event that takes over (or joins) what is going on, when its trigger comes. */
export interface Catch {
  /** The boundary event, the start event of the event sub-process, or the event after the gateway. */
  readonly node: Node;
  readonly trigger: Trigger;
  readonly interrupting: boolean;
  /** The event sub-process that it starts; null for the others. */
  readonly starts: Node | null;
}

/**
 * What an event waits for.
 * - `error` and `escalation` wait for nothing: they are found when one travels up (`core/thrown.ts`). `code` null catches
 *   all.
 * - the others subscribe. `prepare` evaluates everything that can fail, and answers the step that writes it down.
 */
export type Trigger =
  | { readonly type: "error" | "escalation"; readonly code: string | null }
  | { readonly type: "message" | "timer"; prepare(run: Run, owner: ElementRow, target: Node): () => void };

/** What is thrown travels up to its catch; nothing waits for it. */
export const isThrown = (trigger: Trigger): trigger is Extract<Trigger, { code: unknown }> => "code" in trigger;

/** With what an element was entered. */
export interface Arrival {
  /** Variables of the event that brought it about. */
  readonly payload: Variables;
  /** What its input mappings gave. */
  readonly mapped: Variables;
}

/**
 * How one element of BPMN behaves; one file per element in `behaviors/`. Whatever can fail is evaluated before
 * anything is written down: an `Incident` thrown by `enter` leaves no trace, and `enter` is simply called again.
 */
export interface Behavior {
  /** A token has come. It waits (by returning) or goes on (by `run.complete`). Mappings have been applied. */
  enter(run: Run, element: ElementRow, node: Node, arrival: Arrival): void;
  /** The flows on which it is left; all outgoing ones without it. May fail, and is then asked again. */
  flows?(run: Run, element: ElementRow, node: Node): Flow[];
  /** The element has been left the regular way; before its flows are taken. */
  left?(run: Run, element: ElementRow, node: Node): void;
  /** The element, which had been entered, is being ended from outside; what is inside it has ended. */
  terminated?(run: Run, element: ElementRow, node: Node): void;
  /** A token comes along a flow. Answers false where it has to wait for others; without it each token enters. */
  arrive?(run: Run, scope: ElementRow, flow: Flow): boolean;
}
