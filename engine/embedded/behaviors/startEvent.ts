import { children } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { compileTrigger } from "../events/index.ts";
import { type CompileBehavior, refuseFlows } from "./behavior.ts";
import { passOn } from "./passOn.ts";

/** A none start event of a process or sub-process, or the triggered one of an event sub-process. */
export const startEvent: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  refuseFlows(source, node.incoming, "开始事件不能有进线。", compiler);
  if (node.inputs.length > 0) compiler.refuse(source, "开始事件不能有输入映射。");
  const container = node.scope!;
  const hasDefinition = children(source, "eventDefinitions").length > 0;
  if (container.kind !== "eventSubProcess") {
    if (hasDefinition) compiler.refuse(source, "流程和子流程只支持无触发的开始事件。");
    return { enter: (run, element) => run.complete(element) };
  }
  const interrupting = source.isInterrupting !== false;
  const trigger = compileTrigger(source, interrupting, compiler);
  if (!trigger) {
    if (!hasDefinition) compiler.refuse(source, "事件子流程的开始事件必须带消息、定时、错误或升级定义。");
    return { enter: () => {} };
  }
  if (trigger.type === "error" && !interrupting) compiler.refuse(source, "错误开始事件必须是中断的。");
  container.scope!.catches.push({ node, trigger, interrupting, starts: container });
  return { enter: passOn(trigger) };
};
