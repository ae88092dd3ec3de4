import type { Variables } from "../../engine.ts";
import type { Row } from "../tables.ts";
import type { Graph, Node } from "./graph.ts";
import { RowSet } from "./rowSet.ts";

export type InstanceRow = Row<"engineInstance">;
/** `variables` is JSON in the table and an object here. */
export type ElementRow = Omit<Row<"engineElement">, "variables"> & { variables: Variables };
export type JoinRow = Row<"engineJoin">;
/** `backOff`: the job becomes available so many milliseconds of the database's clock after this is written. */
export type JobRow = Row<"engineJob"> & { backOff?: number };
export type TimerRow = Row<"engineTimer">;
export type MessageRow = Row<"engineMessageSubscription">;
export type IncidentRow = Row<"engineIncident">;

export interface StateRows {
  instances: InstanceRow[];
  elements: ElementRow[];
  joins: JoinRow[];
  jobs: JobRow[];
  timers: TimerRow[];
  messages: MessageRow[];
  incidents: IncidentRow[];
}

/** Everything that lives in one root instance, in memory. It remembers what has changed since it was loaded. */
export class State {
  readonly rootKey: number;
  readonly instances: RowSet<InstanceRow>;
  readonly elements: RowSet<ElementRow>;
  readonly joins: RowSet<JoinRow>;
  readonly jobs: RowSet<JobRow>;
  readonly timers: RowSet<TimerRow>;
  readonly messages: RowSet<MessageRow>;
  readonly incidents: RowSet<IncidentRow>;
  /** The compiled definitions of its instances, by definition key. */
  readonly graphs: Map<number, Graph>;
  readonly #children = new Map<number, Set<ElementRow>>();

  constructor(rootKey: number, rows: StateRows, graphs: Map<number, Graph>) {
    this.rootKey = rootKey;
    this.instances = new RowSet(rows.instances);
    this.elements = new RowSet(rows.elements);
    this.joins = new RowSet(rows.joins);
    this.jobs = new RowSet(rows.jobs);
    this.timers = new RowSet(rows.timers);
    this.messages = new RowSet(rows.messages);
    this.incidents = new RowSet(rows.incidents);
    this.graphs = graphs;
    for (const element of this.elements.values()) this.#adopt(element);
  }

  static empty(rootKey: number, graphs: Map<number, Graph>): State {
    const none = { instances: [], elements: [], joins: [], jobs: [], timers: [], messages: [], incidents: [] };
    return new State(rootKey, none, graphs);
  }

  graph(element: ElementRow): Graph {
    return this.graphs.get(this.instances.get(element.instanceKey)!.definitionKey)!;
  }
  node(element: ElementRow): Node {
    const graph = this.graph(element);
    return graph.nodes.get(element.elementId)!;
  }
  scope(element: ElementRow): ElementRow | null {
    return element.scopeKey === null ? null : this.elements.get(element.scopeKey)!;
  }
  /** What lives directly inside, oldest first. */
  children(scope: ElementRow): ElementRow[] {
    return [...(this.#children.get(scope.key) ?? [])];
  }
  isEmpty(scope: ElementRow): boolean {
    if (this.#children.get(scope.key)?.size) return false;
    return !this.joins.values().some((join) => join.scopeKey === scope.key);
  }

  addElement(element: ElementRow): ElementRow {
    this.#adopt(element);
    return this.elements.add(element);
  }
  removeElement(element: ElementRow): void {
    this.elements.remove(element);
    if (element.scopeKey !== null) this.#children.get(element.scopeKey)?.delete(element);
    this.#children.delete(element.key);
  }
  #adopt(element: ElementRow): void {
    if (element.scopeKey === null) return;
    const siblings = this.#children.get(element.scopeKey);
    if (siblings) siblings.add(element);
    else this.#children.set(element.scopeKey, new Set([element]));
  }
}
