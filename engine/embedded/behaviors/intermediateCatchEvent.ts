import { children } from "../compile/source.ts";
import { type Behavior, isThrown, type Trigger } from "../core/graph.ts";
import { compileTrigger } from "../events/index.ts";
import type { CompileBehavior } from "./behavior.ts";
import { passOn } from "./passOn.ts";

/** Takes up a link, or waits for a message or a moment, by itself or through the event-based gateway before it. */
export const intermediateCatchEvent: CompileBehavior = (source, node, compiler) => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  // The other half of a link: its token comes along a flow that `compile/links.ts` has added.
  if (children(source, "eventDefinitions")[0]?.$type === "bpmn:LinkEventDefinition") {
    return { enter: (run, element) => run.complete(element) };
  }
  const trigger = compileTrigger(source, true, compiler);
  if (trigger && isThrown(trigger)) compiler.refuse(source, "不支持在中间事件上捕获错误或升级。");
  const gateway = node.incoming.find(({ source: before }) => before.kind === "eventBasedGateway")?.source;
  if (!trigger || !gateway) return waitFor(trigger);
  gateway.catches.push({ node, trigger, interrupting: true, starts: null });
  return { enter: passOn(trigger) };
};

/** A token stays until the trigger comes (`core/subscriptions.ts`). */
export const waitFor = (trigger: Trigger | null): Behavior => ({
  enter(run, element, node) {
    if (trigger && !isThrown(trigger)) trigger.prepare(run, element, node)();
  },
});
