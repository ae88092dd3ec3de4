import type { Behavior, Trigger } from "../core/graph.ts";
import { compileTrigger } from "../events/index.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Waits for a message or a moment. */
export const intermediateCatchEvent: CompileBehavior = (source, _node, compiler) => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  const trigger = compileTrigger(source, true, compiler);
  if (trigger?.type === "error") compiler.refuse(source, "中间事件不能捕获错误。");
  return waitFor(trigger);
};

/** A token stays until the trigger comes (`core/subscriptions.ts`). */
export const waitFor = (trigger: Trigger | null): Behavior => ({
  enter(run, element, node) {
    if (trigger && trigger.type !== "error") trigger.prepare(run, element, node)();
  },
});
