import type { CompileBehavior } from "./behavior.ts";

/**
 * Waits for several events at once; the first that comes is the way on, and the others are forgotten. The events enter
 * themselves in `node.catches` (`intermediateCatchEvent.ts`), so that the gateway waits for them like an activity for
 * the events on its border.
 */
export const eventBasedGateway: CompileBehavior = (source, node, compiler) => {
  compiler.allowExtensions(source);
  if (source.instantiate === true) compiler.refuse(source, "不支持启动流程的事件网关。");
  if (node.outgoing.length < 2) compiler.refuse(source, "事件网关至少要有两条出线。");
  for (const { id, target } of node.outgoing) {
    if (target.kind !== "intermediateCatchEvent") compiler.refuse(id, "事件网关的出线只能通向中间捕获事件。");
    else if (target.incoming.length > 1) compiler.refuse(target.id, "事件网关之后的事件只能有一条进线。");
  }
  return { enter: () => {} };
};
