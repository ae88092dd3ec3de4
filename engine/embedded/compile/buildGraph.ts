import { compilers } from "../behaviors/index.ts";
import type { Flow, Graph, Node } from "../core/graph.ts";
import { checkGraph } from "./check.ts";
import type { Compiler } from "./compiler.ts";
import { readHeaders, readMappings } from "./extensions.ts";
import { kindOf, unsupported } from "./kinds.ts";
import { addLinks } from "./links.ts";
import { child, children, idOf, type Source, text } from "./source.ts";

/** Builds the graph of one process: first all nodes, then the flows between them, then what each node does. */
export function buildGraph(process: Source, compiler: Compiler): Graph {
  const sources = new Map<Node, Source>();
  const root = addNode(process, null, compiler, sources);
  for (const [node, source] of sources) addFlows(source, node, compiler);
  for (const source of sources.values()) addLinks(source, compiler);
  for (const [node, source] of sources) node.behavior = compilers[source.$type]!(source, node, compiler);
  checkGraph([...sources.keys()], compiler);
  return {
    processId: root.id,
    name: root.name,
    root,
    nodes: new Map([...sources.keys()].map((node) => [node.id, node])),
    catches: new Map([...sources.keys()].flatMap((node) => node.catches).map((caught) => [caught.node.id, caught])),
  };
}

function addNode(source: Source, scope: Node | null, compiler: Compiler, sources: Map<Node, Source>): Node {
  const { inputs, outputs } = readMappings(source, compiler);
  const node: Node = {
    id: idOf(source) ?? "",
    kind: kindOf(source),
    name: text(source, "name") ?? idOf(source) ?? "",
    scope,
    incoming: [],
    outgoing: [],
    inputs,
    outputs,
    headers: readHeaders(source, compiler),
    catches: [],
    attachedTo: null,
    start: null,
    behavior: { enter: () => {} },
  };
  if (node.id.length > 256) compiler.refuse(source, "编号超过 256 个字符。");
  sources.set(node, source);
  compiler.nodes.set(node.id, node);
  if (depthOf(node) > deepest) {
    compiler.refuse(source, `子流程嵌套超过 ${deepest} 层。`);
    return node;
  }
  for (const inner of children(source, "flowElements")) {
    if (isDrawnOnly(inner)) continue;
    const reason = unsupported(inner);
    if (reason) compiler.refuse(inner, reason);
    else addNode(inner, node, compiler, sources);
  }
  return node;
}

/** How deep sub-processes may lie in one another; far beyond what anybody draws. */
const deepest = 20;
const depthOf = ({ scope }: Node): number => (scope ? depthOf(scope) + 1 : 0);

/** Sequence flows are read after the nodes; data objects say something to readers only. */
const isDrawnOnly = ({ $type }: Source) => $type === "bpmn:SequenceFlow" || $type.startsWith("bpmn:Data");

const deciding = ["exclusiveGateway", "inclusiveGateway"];

function addFlows(container: Source, scope: Node, compiler: Compiler): void {
  for (const source of children(container, "flowElements")) {
    if (source.$type !== "bpmn:SequenceFlow") continue;
    const [from, to] = ["sourceRef", "targetRef"].map((end) => {
      const element = child(source, end);
      return element && compiler.nodes.get(idOf(element) ?? "");
    });
    const id = idOf(source);
    if (!id) compiler.refuse(source, "顺序流没有编号。");
    // An end that is missing or not supported has been reported where it stands.
    if (!id || !from || !to) continue;
    if (from.scope !== scope || to.scope !== scope) {
      compiler.refuse(source, "顺序流的两端不在同一个流程或子流程内。");
      continue;
    }
    const flow: Flow = { id, source: from, target: to, condition: compiler.condition(source) };
    if (flow.condition && !deciding.includes(from.kind)) {
      compiler.refuse(source, "只有排他网关和包容网关的出线可以带条件。");
    }
    from.outgoing.push(flow);
    to.incoming.push(flow);
  }
}
