import type { Node } from "../core/graph.ts";
import type { Compiler } from "./compiler.ts";
import { children, idOf, type Source, text } from "./source.ts";

/**
 * A pair of link events is a flow that is not drawn. It becomes one in the graph, named by its throwing event, so that
 * tokens, joins and rules about paths need not know of links.
 */
export function addLinks(container: Source, compiler: Compiler): void {
  const [throwing, catching] = [
    linksOf(container, "bpmn:IntermediateThrowEvent", compiler),
    linksOf(container, "bpmn:IntermediateCatchEvent", compiler),
  ];
  for (const { node } of throwing) if (node.outgoing.length > 0) compiler.refuse(node.id, "抛出的链接事件不能有出线。");
  for (const { node, name } of catching) {
    if (node.incoming.length > 0) compiler.refuse(node.id, "捕获的链接事件不能有进线。");
    const twins = catching.filter((other) => other.name === name);
    if (twins.length > 1) compiler.refuse(node.id, `同一范围内有两个捕获链接“${name}”的事件。`);
  }
  for (const { node, name } of throwing) {
    const target = catching.find((other) => other.name === name)?.node;
    if (!target) {
      compiler.refuse(node.id, `同一范围内没有捕获链接“${name}”的事件。`);
      continue;
    }
    const flow = { id: `${node.id}→${target.id}`, source: node, target, condition: null };
    node.outgoing.push(flow);
    target.incoming.push(flow);
  }
}

function linksOf(container: Source, type: string, compiler: Compiler): { node: Node; name: string }[] {
  return children(container, "flowElements")
    .filter(({ $type }) => $type === type)
    .flatMap((source) => {
      const [definition] = children(source, "eventDefinitions");
      const node = compiler.nodes.get(idOf(source) ?? "");
      if (!node || definition?.$type !== "bpmn:LinkEventDefinition") return [];
      const name = text(definition, "name");
      if (name) return [{ node, name }];
      compiler.refuse(source, "链接事件缺少链接名称。");
      return [];
    });
}
