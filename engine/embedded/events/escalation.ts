import { child, text } from "../compile/source.ts";
import type { CompileTrigger } from "./index.ts";

/** An escalation with a code, or any where the event names none. */
export const escalationTrigger: CompileTrigger = (event, definition, _interrupting, compiler) => {
  const escalation = child(definition, "escalationRef");
  const code = escalation && compiler.fixed(event, text(escalation, "escalationCode"), "升级代码");
  return { type: "escalation", code };
};
