import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";
import { compileDecision, elseFlow, holds } from "./conditions.ts";

/** Takes the first flow, in the order of the diagram, whose condition is true; else the default flow. */
export const exclusiveGateway: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source);
  const decision = compileDecision(source, node, "排他网关", compiler);
  return {
    enter: (run, element) => run.complete(element),
    flows(run, element) {
      if (node.outgoing.length === 0) return [];
      const first = decision.conditional.find((flow) => holds(run, element, flow));
      return first ? [first] : elseFlow(decision);
    },
  };
};
