import { child, idOf } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { Incident } from "../core/incident.ts";
import { kindOf } from "../core/variables.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Takes the first flow, in the order of the diagram, whose condition is true; else the default flow. */
export const exclusiveGateway: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source);
  const defaultId = idOf(child(source, "default") ?? { $type: "" });
  const otherwise = node.outgoing.find((flow) => flow.id === defaultId);
  if (otherwise?.condition) compiler.refuse(otherwise.id, "默认出线不能带条件。");
  const conditional = node.outgoing.filter((flow) => flow !== otherwise);
  for (const flow of conditional) {
    if (!flow.condition && node.outgoing.length > 1) compiler.refuse(flow.id, "排他网关的出线缺少条件。");
  }
  return {
    enter: (run, element) => run.complete(element),
    flows(run, element) {
      if (node.outgoing.length === 0) return [];
      for (const flow of conditional) {
        const result = flow.condition ? run.evaluate(flow.condition, element) : true;
        if (typeof result !== "boolean") {
          throw new Incident("EXTRACT_VALUE_ERROR", `出线 ${flow.id} 的条件应得到是非值，实际得到${kindOf(result)}。`);
        }
        if (result) return [flow];
      }
      if (otherwise) return [otherwise];
      throw new Incident("CONDITION_ERROR", "没有一条出线的条件成立，也没有默认出线。");
    },
  };
};
