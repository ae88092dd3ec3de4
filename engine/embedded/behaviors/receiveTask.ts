import { messageTrigger } from "../events/message.ts";
import type { CompileBehavior } from "./behavior.ts";
import { waitFor } from "./intermediateCatchEvent.ts";

/** Waits for a message, as an activity: unlike an event it can have boundary events. */
export const receiveTask: CompileBehavior = (source, _node, compiler) => {
  compiler.allowExtensions(source, "zeebe:IoMapping");
  return waitFor(messageTrigger(source, source, true, compiler));
};
