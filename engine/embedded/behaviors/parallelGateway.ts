import type { Behavior } from "../core/graph.ts";
import { addToken, joinTokens, tokensAt } from "../core/joins.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Goes on along all flows, once a token has come along each incoming one. A second token of a flow waits its turn. */
export const parallelGateway: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source);
  return {
    enter: (run, element) => run.complete(element),
    arrive(run, scope, flow) {
      if (node.incoming.length < 2) return true;
      addToken(run, scope, flow);
      const waiting = tokensAt(run, scope.key, node.id);
      if (waiting.length < node.incoming.length) return false;
      joinTokens(run, waiting);
      return true;
    },
  };
};
