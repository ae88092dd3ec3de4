import type { Compiler } from "../compile/compiler.ts";
import { child, idOf, type Source } from "../compile/source.ts";
import type { Flow, Node } from "../core/graph.ts";
import { Incident } from "../core/incident.ts";
import type { Run } from "../core/run.ts";
import type { ElementRow } from "../core/state.ts";
import { kindOf } from "../core/variables.ts";

/** The way out of a gateway that decides: flows with conditions in the order of the diagram, and the default flow. */
export interface Decision {
  conditional: Flow[];
  otherwise: Flow | undefined;
}

/** @param what the gateway is called in refusals */
export function compileDecision(source: Source, node: Node, what: string, compiler: Compiler): Decision {
  const defaultId = idOf(child(source, "default") ?? { $type: "" });
  const otherwise = node.outgoing.find((flow) => flow.id === defaultId);
  if (otherwise?.condition) compiler.refuse(otherwise.id, "默认出线不能带条件。");
  const conditional = node.outgoing.filter((flow) => flow !== otherwise);
  for (const flow of conditional) {
    if (!flow.condition && node.outgoing.length > 1) compiler.refuse(flow.id, `${what}的出线缺少条件。`);
  }
  return { conditional, otherwise };
}

/** Whether a flow is to be taken; one without a condition always. @throws Incident EXTRACT_VALUE_ERROR */
export function holds(run: Run, element: ElementRow, flow: Flow): boolean {
  const result = flow.condition ? run.evaluate(flow.condition, element) : true;
  if (typeof result === "boolean") return result;
  throw new Incident("EXTRACT_VALUE_ERROR", `出线 ${flow.id} 的条件应得到是非值，实际得到${kindOf(result)}。`);
}

/** Where no condition was true. @throws Incident CONDITION_ERROR without a default flow */
export function elseFlow({ otherwise }: Decision): Flow[] {
  if (otherwise) return [otherwise];
  throw new Incident("CONDITION_ERROR", "没有一条出线的条件成立，也没有默认出线。");
}
