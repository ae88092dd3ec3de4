import { child, children, text } from "../compile/source.ts";
import { throwEscalation } from "../core/thrown.ts";
import { requireText } from "../core/variables.ts";
import type { CompileBehavior } from "./behavior.ts";

/**
 * Throws an escalation, in passing or at an end. It goes on itself unless what catches it has ended it; one that nobody
 * catches is ignored.
 */
export const escalationThrow: CompileBehavior = (source, _node, compiler) => {
  const escalation = child(children(source, "eventDefinitions")[0]!, "escalationRef");
  const code = compiler.value(source, text(escalation, "escalationCode"), "升级代码");
  return {
    enter(run, element) {
      throwEscalation(run, element, requireText(run.evaluate(code, element), "升级代码"));
      if (run.state.elements.get(element.key)) run.complete(element);
    },
  };
};
