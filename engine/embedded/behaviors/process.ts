import { extensions } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import type { Run } from "../core/run.ts";
import type { ElementRow } from "../core/state.ts";
import type { CompileBehavior } from "./behavior.ts";

/** The process itself: the outermost scope, whose end is that of its instance. */
export const process: CompileBehavior = (source, _node, compiler): Behavior => {
  if (extensions(source).length > 0) compiler.allowExtensions(source);
  return {
    enter(run, element, node) {
      run.activate(node.start!, element);
    },
    left: (run, element) => end(run, element, "completed"),
    terminated: (run, element) => end(run, element, "canceled"),
  };
};

function end(run: Run, element: ElementRow, how: "completed" | "canceled"): void {
  const instance = run.state.instances.get(element.instanceKey)!;
  instance.state = how;
  instance.endedAt = run.now;
  run.state.instances.touch(instance);
  const endElementId = how === "completed" ? run.lastEnd : null;
  run.emit({ type: "instanceEnded", instanceKey: String(instance.key), how, endElementId });
}
