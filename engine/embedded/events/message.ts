import { child, extension, text } from "../compile/source.ts";
import { requireText } from "../core/variables.ts";
import type { CompileTrigger } from "./index.ts";

/** A message, by its name and a correlation key; both are evaluated when the waiting begins. */
export const messageTrigger: CompileTrigger = (event, definition, _interrupting, compiler) => {
  const message = child(definition, "messageRef");
  if (!message) {
    compiler.refuse(event, "消息事件没有引用消息。");
    return null;
  }
  const subscription = extension(message, "zeebe:Subscription");
  const name = compiler.value(event, text(message, "name"), "消息名称");
  const key = compiler.expression(event, text(subscription, "correlationKey"), "消息的关联键");
  return {
    type: "message",
    prepare(run, owner, target) {
      const row = {
        key: run.nextKey(),
        rootKey: owner.rootKey,
        elementKey: owner.key,
        targetId: target.id,
        processId: run.state.instances.get(owner.instanceKey)!.processId,
        name: requireText(run.evaluate(name, owner), "消息名称"),
        correlationKey: requireKey(run.evaluate(key, owner), target.id),
      };
      return () => void run.state.messages.add(row);
    },
  };
};

const requireKey = (value: unknown, elementId: string): string =>
  typeof value === "number" ? String(value) : requireText(value, `${elementId} 的关联键`);
