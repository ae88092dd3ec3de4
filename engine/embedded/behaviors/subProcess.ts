import type { Behavior } from "../core/graph.ts";
import type { CompileBehavior } from "./behavior.ts";

/**
 * An embedded sub-process, or one that an event starts. Its variables end with it unless output mappings take them out.
 * What came with the event of an event sub-process is handed on to its start event.
 */
export const subProcess: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  if (node.kind === "eventSubProcess" && node.incoming.length + node.outgoing.length > 0) {
    compiler.refuse(source, "事件子流程不能连接顺序流。");
  }
  return {
    enter(run, element, { start }, { payload, mapped }) {
      run.emit({ type: "scopeEntered", ...run.place(element) });
      element.variables = mapped;
      run.activate(start!, element, payload);
    },
    left: (run, element) => run.emit({ type: "scopeLeft", ...run.place(element) }),
    terminated: (run, element) => run.emit({ type: "scopeTerminated", ...run.place(element) }),
  };
};
