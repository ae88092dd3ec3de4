import { child, children, text } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { Incident } from "../core/incident.ts";
import { throwBpmnError } from "../core/thrown.ts";
import { requireText } from "../core/variables.ts";
import type { CompileBehavior } from "./behavior.ts";

/** Throws a BPMN error. What catches it ends this event, so it never goes on itself. */
export const errorEnd: CompileBehavior = (source, _node, compiler): Behavior => {
  const error = child(children(source, "eventDefinitions")[0]!, "errorRef");
  const code = compiler.value(source, text(error, "errorCode"), "错误代码");
  return {
    enter(run, element) {
      const thrown = requireText(run.evaluate(code, element), "错误代码");
      if (throwBpmnError(run, element, thrown, {})) return;
      throw new Incident("UNHANDLED_ERROR_EVENT", `错误 ${thrown} 没有被任何事件捕获。`);
    },
  };
};
