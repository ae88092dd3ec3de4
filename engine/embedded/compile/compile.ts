import type { DeployProblem, Resource } from "../../engine.ts";
import type { Graph } from "../core/graph.ts";
import { buildGraph } from "./buildGraph.ts";
import { Compiler } from "./compiler.ts";
import { parseXml } from "./parse.ts";
import { children } from "./source.ts";

export interface Compiled {
  graphs: Graph[];
  problems: DeployProblem[];
}

/** Compiles the executable processes of a diagram. With a problem, no graph of it may be run. */
export async function compile({ name, xml }: Resource): Promise<Compiled> {
  const { definitions, findings } = await parseXml(xml);
  const problems = findings.map((finding) => ({ resource: name, ...finding }));
  const processes = children(definitions, "rootElements").filter(
    (root) => root.$type === "bpmn:Process" && root.isExecutable === true,
  );
  const graphs = processes.map((process) => buildGraph(process, new Compiler(name, problems)));
  if (definitions && processes.length === 0) {
    problems.push({ resource: name, elementId: null, reason: "文件中没有可执行的流程。" });
  }
  return { graphs, problems };
}
