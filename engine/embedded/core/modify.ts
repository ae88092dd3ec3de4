import { type Activation, EngineError, type ModifyCommand } from "../../engine.ts";
import type { Graph, Node } from "./graph.ts";
import { asIncident } from "./incident.ts";
import type { Run } from "./run.ts";
import type { ElementRow } from "./state.ts";
import { setLocal } from "./variables.ts";

/**
 * Moves tokens. What is begun stands in the rows before anything ends, so that no scope is taken for finished; it runs
 * afterwards, like everything that waits in the queue. A refusal may leave the state half changed: throw it away.
 */
export function modify(run: Run, { activate, terminate }: Pick<ModifyCommand, "activate" | "terminate">): void {
  const root = living(run, run.state.rootKey);
  const ending = terminate.map((key) => living(run, Number(key)));
  for (const { variables = {} } of activate) setLocal(run.state, root, variables);
  for (const activation of activate) begin(run, root, activation, new Set(ending));
  for (const element of ending) if (run.state.elements.get(element.key)) end(run, element);
}

function begin(run: Run, root: ElementRow, { elementId, ancestorKey }: Activation, ending: Set<ElementRow>): void {
  const node = target(run.state.graph(root), elementId);
  const scope =
    ancestorKey === undefined
      ? openScope(run, root, node.scope!)
      : openBelow(run, living(run, Number(ancestorKey)), node, node.scope!);
  if (scope.interruptedBy !== null && scope.interruptedBy !== node.id) {
    throw refused(`${scope.elementId} was taken over by ${scope.interruptedBy}: nothing else begins in it`);
  }
  for (let around: ElementRow | null = scope; around; around = run.state.scope(around)) {
    if (ending.has(around)) throw refused(`${elementId} would begin in ${around.elementId}, which ends`);
    if (around.state !== "active") throw refused(`${around.elementId} around ${elementId} is stopped`);
  }
  run.activate(node, scope);
}

/** The element with this id, if a token can be put into it. */
function target({ nodes }: Graph, elementId: string): Node {
  const node = nodes.get(elementId);
  if (node && !["process", "startEvent", "boundaryEvent"].includes(node.kind) && !isAwaitedByGateway(node)) return node;
  const isFlow = nodes.values().some(({ outgoing }) => outgoing.some(({ id }) => id === elementId));
  if (node || isFlow) throw refused(`a ${node?.kind ?? "sequenceFlow"} cannot be activated: ${elementId}`);
  throw new EngineError("UNKNOWN_ELEMENT", `the diagram has no element ${elementId}`);
}

/** Only the event-based gateway before it can bring such an event about. */
const isAwaitedByGateway = ({ incoming }: Node) => incoming.some(({ source }) => source.kind === "eventBasedGateway");

/** The one open instance of a container, opened where there is none. */
function openScope(run: Run, root: ElementRow, container: Node): ElementRow {
  if (!container.scope) return root;
  const open = [...run.state.elements.values()].filter(({ elementId }) => elementId === container.id);
  if (open.length > 1) throw refused(`${container.id} is open ${open.length} times: name the ancestor`);
  return open[0] ?? newScope(run, container, openScope(run, root, container.scope));
}

/** A container inside a given ancestor, through new instances of the containers between them. */
function openBelow(run: Run, ancestor: ElementRow, node: Node, container: Node): ElementRow {
  if (container.id === ancestor.elementId) return ancestor;
  if (!container.scope) throw refused(`${ancestor.elementId} ${ancestor.key} is not around ${node.id}`);
  return newScope(run, container, openBelow(run, ancestor, node, container.scope));
}

/** What would be an incident later refuses the command now: half an open scope is of no use to anybody. */
function newScope(run: Run, container: Node, around: ElementRow): ElementRow {
  try {
    return run.open(container, around);
  } catch (error) {
    throw refused(`${container.id} cannot be opened: ${asIncident(error).message}`);
  }
}

/** Ends an element, and every scope in which it was the last. */
function end(run: Run, element: ElementRow): void {
  const scope = run.state.scope(element);
  run.terminate(element);
  if (scope && run.state.isEmpty(scope)) end(run, scope);
}

function living(run: Run, key: number): ElementRow {
  const element = run.state.elements.get(key);
  if (!element) throw new EngineError("NOT_FOUND", `no living element instance ${key} in ${run.state.rootKey}`);
  return element;
}

const refused = (message: string) => new EngineError("INVALID_STATE", message);
