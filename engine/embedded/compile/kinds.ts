import { compilers } from "../behaviors/index.ts";
import { child, children, idOf, type Source } from "./source.ts";

/** `userTask` for a `bpmn:UserTask`; an event sub-process is a kind of its own. */
export function kindOf(source: Source): string {
  if (source.triggeredByEvent === true) return "eventSubProcess";
  const type = source.$type.replace("bpmn:", "");
  return type.charAt(0).toLowerCase() + type.slice(1);
}

/** Why an element cannot be run at all; null where its behaviour has a look at it. */
export function unsupported(source: Source): string | null {
  if (!compilers[source.$type]) return `不支持元素 ${source.$type}。`;
  if (!idOf(source)) return "元素没有编号。";
  if (child(source, "loopCharacteristics")) return "不支持多实例或循环标记。";
  if (source.isForCompensation === true) return "不支持补偿处理。";
  if (children(source, "eventDefinitions").length > 1) return "一个事件只能有一个定义。";
  return null;
}
