import type { Compiler } from "../compile/compiler.ts";
import type { Source } from "../compile/source.ts";
import type { Behavior, Node } from "../core/graph.ts";

/**
 * Reads what an element needs out of the XML and answers how it behaves. All nodes and flows stand already; the order
 * of the elements is that of the file. What cannot be run is refused through the compiler, all of it.
 */
export type CompileBehavior = (source: Source, node: Node, compiler: Compiler) => Behavior;

/** For events that no token comes to, and for ends. */
export function refuseFlows(source: Source, flows: readonly unknown[], reason: string, compiler: Compiler): void {
  if (flows.length > 0) compiler.refuse(source, reason);
}
