import type { Behavior } from "../core/graph.ts";
import { addToken } from "../core/joins.ts";
import type { CompileBehavior } from "./behavior.ts";
import { compileDecision, elseFlow, holds } from "./conditions.ts";

/**
 * Takes every flow whose condition is true; else the default flow. As a join it waits until nothing more can come
 * (`core/joins.ts`), and then lets one token go on.
 */
export const inclusiveGateway: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source);
  const decision = compileDecision(source, node, "包容网关", compiler);
  return {
    enter: (run, element) => run.complete(element),
    flows(run, element) {
      if (node.outgoing.length === 0) return [];
      const taken = decision.conditional.filter((flow) => holds(run, element, flow));
      return taken.length > 0 ? taken : elseFlow(decision);
    },
    arrive(run, scope, flow) {
      if (node.incoming.length < 2) return true;
      addToken(run, scope, flow);
      return false;
    },
  };
};
