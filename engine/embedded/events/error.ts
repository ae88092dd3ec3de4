import { child, text } from "../compile/source.ts";
import type { CompileTrigger } from "./index.ts";

/** An error with a code, or any error where the event names none. */
export const errorTrigger: CompileTrigger = (event, definition, _interrupting, compiler) => {
  const error = child(definition, "errorRef");
  return { type: "error", code: error && compiler.fixed(event, text(error, "errorCode"), "错误代码") };
};
