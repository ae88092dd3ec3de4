import type { ProcessGraph } from "../../engine.ts";
import type { Graph } from "./graph.ts";

/** A compiled process as plain data. */
export function toProcessGraph({ processId, nodes }: Graph): ProcessGraph {
  const all = [...nodes.values()];
  return {
    processId,
    elements: all.map((node) => ({
      id: node.id,
      type: node.kind,
      name: node.name,
      scopeId: node.scope?.id ?? null,
      attachedToId: node.attachedTo?.id ?? null,
      headers: { ...node.headers },
      eventSubProcess: node.kind === "eventSubProcess",
      multiInstance: false,
    })),
    flows: all.flatMap(({ outgoing }) =>
      outgoing.map(({ id, source, target }) => ({ id, sourceId: source.id, targetId: target.id })),
    ),
  };
}
