import { child, idOf } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { compileTrigger } from "../events/index.ts";
import { type CompileBehavior, refuseFlows } from "./behavior.ts";
import { passOn } from "./passOn.ts";

const hosts = ["subProcess", "userTask", "serviceTask", "sendTask", "scriptTask", "businessRuleTask", "receiveTask"];

/** An event on the border of an activity: it ends the activity, or runs beside it. */
export const boundaryEvent: CompileBehavior = (source, node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  refuseFlows(source, node.incoming, "边界事件不能有进线。", compiler);
  if (node.inputs.length > 0) compiler.refuse(source, "边界事件不能有输入映射。");
  if (node.outgoing.length === 0) compiler.refuse(source, "边界事件缺少出线。");
  const interrupting = source.cancelActivity !== false;
  const trigger = compileTrigger(source, interrupting, compiler);
  const attachedTo = child(source, "attachedToRef");
  const host = (attachedTo && compiler.nodes.get(idOf(attachedTo) ?? "")) ?? null;
  node.attachedTo = host;
  if (!attachedTo) compiler.refuse(source, "边界事件没有附着的元素。");
  else if (host && !hosts.includes(host.kind)) compiler.refuse(source, `边界事件不能附着在 ${host.kind} 上。`);
  if (host && host.scope !== node.scope) compiler.refuse(source, "边界事件与其附着的元素不在同一个流程或子流程内。");
  if (!trigger) return { enter: () => {} };
  if (trigger.type === "error" && !interrupting) compiler.refuse(source, "错误边界事件必须是中断的。");
  if (trigger.type === "escalation" && host && host.kind !== "subProcess") {
    compiler.refuse(source, "升级边界事件只能附着在子流程上。");
  }
  host?.catches.push({ node, trigger, interrupting, starts: null });
  return { enter: passOn(trigger) };
};
