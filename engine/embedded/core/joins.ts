import type { Flow, Node } from "./graph.ts";
import type { Run } from "./run.ts";
import type { ElementRow, JoinRow } from "./state.ts";

/** A token has come along a flow and waits before the gateway that the flow leads to. */
export function addToken(run: Run, scope: ElementRow, { id, target }: Flow): void {
  const waiting = tokensAt(run, scope.key, target.id).find(({ flowId }) => flowId === id);
  if (waiting) changeTokens(run, waiting, 1);
  else {
    const at = { rootKey: scope.rootKey, scopeKey: scope.key, elementId: target.id, flowId: id };
    run.state.joins.add({ key: run.nextKey(), ...at, tokens: 1 });
  }
}

/** The flows on which tokens wait before a gateway, in one instance of its scope. */
export function tokensAt(run: Run, scopeKey: number, elementId: string): JoinRow[] {
  return [...run.state.joins.values()].filter((join) => join.scopeKey === scopeKey && join.elementId === elementId);
}

/** One token of each flow becomes the one that goes on. */
export function joinTokens(run: Run, waiting: JoinRow[]): void {
  for (const join of waiting) changeTokens(run, join, -1);
}

function changeTokens(run: Run, join: JoinRow, by: number): void {
  join.tokens += by;
  if (join.tokens === 0) run.state.joins.remove(join);
  else run.state.joins.touch(join);
}

/**
 * Lets the oldest inclusive gateway go on for which nothing more can come. Only asked when every token waits: before, any
 * of them might still arrive. Answers whether there was one.
 */
export function releaseInclusive(run: Run): boolean {
  for (const { scopeKey, elementId } of run.state.joins.values()) {
    const scope = run.state.elements.get(scopeKey)!;
    const node = run.state.graph(scope).nodes.get(elementId)!;
    if (node.kind !== "inclusiveGateway") continue;
    const waiting = tokensAt(run, scopeKey, elementId);
    if (mayStillCome(run, scope, node, new Set(waiting.map(({ flowId }) => flowId)))) continue;
    joinTokens(run, waiting);
    run.activate(node, scope);
    return true;
  }
  return false;
}

/** Whether something that lives in the scope can reach a flow on which no token waits, without passing the gateway. */
function mayStillCome(run: Run, scope: ElementRow, gateway: Node, taken: ReadonlySet<string>): boolean {
  const missing = gateway.incoming.filter(({ id }) => !taken.has(id));
  if (missing.length === 0) return false;
  const upstream = new Set<Node>([gateway]);
  for (const { source } of missing) addUpstream(source, upstream);
  upstream.delete(gateway);
  const joins = run.state.joins.values().filter((join) => join.scopeKey === scope.key);
  const living = [...run.state.children(scope), ...joins].map(({ elementId }) => elementId);
  return [...upstream].some(({ id }) => living.includes(id));
}

/** Everything from which a token can come to a node: along flows, and from an activity to the events on its border. */
function addUpstream(node: Node, upstream: Set<Node>): void {
  if (upstream.has(node)) return;
  upstream.add(node);
  for (const { source } of node.incoming) addUpstream(source, upstream);
  if (node.attachedTo) addUpstream(node.attachedTo, upstream);
}
