import type { Behavior, Flow } from "../core/graph.ts";
import type { Run } from "../core/run.ts";
import type { ElementRow, JoinRow } from "../core/state.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Goes on along all flows, once a token has come along each incoming one. A second token of a flow waits its turn. */
export const parallelGateway: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source);
  return {
    enter: (run, element) => run.complete(element),
    arrive(run, scope, flow) {
      if (node.incoming.length < 2) return true;
      addToken(run, scope, flow);
      const waiting = [...run.state.joins.values()].filter(
        (join) => join.scopeKey === scope.key && join.elementId === node.id,
      );
      if (waiting.length < node.incoming.length) return false;
      for (const join of waiting) changeTokens(run, join, -1);
      return true;
    },
  };
};

function addToken(run: Run, scope: ElementRow, flow: Flow): void {
  const at = { scopeKey: scope.key, elementId: flow.target.id, flowId: flow.id };
  for (const join of run.state.joins.values()) {
    if (join.scopeKey === at.scopeKey && join.elementId === at.elementId && join.flowId === at.flowId) {
      changeTokens(run, join, 1);
      return;
    }
  }
  run.state.joins.add({ key: run.nextKey(), rootKey: scope.rootKey, ...at, tokens: 1 });
}

function changeTokens(run: Run, join: JoinRow, by: number): void {
  join.tokens += by;
  if (join.tokens === 0) run.state.joins.remove(join);
  else run.state.joins.touch(join);
}
