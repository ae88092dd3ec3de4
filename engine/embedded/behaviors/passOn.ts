import type { Behavior, Trigger } from "../core/graph.ts";
import { propagate } from "../core/variables.ts";

/**
 * How an event that has been triggered goes on: what came with it is merged outwards, unless output mappings pick from it.
 * The variables of an error stay with the event: only mappings take them further (Zeebe, "Error events").
 */
export function passOn(trigger: Trigger): Behavior["enter"] {
  return (run, element, node, { payload }) => {
    if (node.outputs.length === 0 && trigger.type !== "error") propagate(run.state, run.state.scope(element)!, payload);
    run.complete(element);
  };
}
