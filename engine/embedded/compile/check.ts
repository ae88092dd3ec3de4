import { isThrown, type Node } from "../core/graph.ts";
import type { Compiler } from "./compiler.ts";

/** Checks what no single element can see: starts of containers, and whether everything can be reached. */
export function checkGraph(nodes: Node[], compiler: Compiler): void {
  for (const container of nodes.filter(isContainer)) checkStarts(container, nodes, compiler);
  for (const node of nodes) {
    const codes = node.catches.flatMap(({ trigger, starts }) =>
      isThrown(trigger) ? [`${trigger.type} ${starts ? "in" : "on"} ${trigger.code ?? ""}`] : [],
    );
    if (new Set(codes).size < codes.length) compiler.refuse(node.id, "同一处有两个事件捕获同一个错误代码或升级代码。");
  }
  // What could not be compiled makes what follows it unreachable: that would be noise.
  if (compiler.problems.length > 0) return;
  const reached = new Set<Node>();
  visit(nodes[0]!, reached);
  for (const node of nodes) if (!reached.has(node)) compiler.refuse(node.id, "该元素无法到达。");
}

function checkStarts(container: Node, nodes: Node[], compiler: Compiler): void {
  const starts = nodes.filter((node) => node.scope === container && node.kind === "startEvent");
  if (starts.length === 1) container.start = starts[0]!;
  else compiler.refuse(container.id, starts.length === 0 ? "没有开始事件。" : "只能有一个开始事件。");
}

/** Follows tokens: into the start, along flows, and to whatever may be caught meanwhile. */
function visit(node: Node, reached: Set<Node>): void {
  if (reached.has(node)) return;
  reached.add(node);
  if (node.start) visit(node.start, reached);
  for (const { target } of node.outgoing) visit(target, reached);
  for (const { node: event, starts } of node.catches) visit(starts ?? event, reached);
}

const isContainer = ({ kind }: Node) => ["process", "subProcess", "eventSubProcess"].includes(kind);
