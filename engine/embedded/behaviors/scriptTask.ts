import { extension, text } from "../compile/source.ts";
import type { CompileBehavior } from "./behavior.ts";
import { jobTask } from "./jobTask.ts";

/** Computes an expression into a variable; one that names a job type instead is done by a worker. */
export const scriptTask: CompileBehavior = (source, node, compiler) => {
  const script = extension(source, "zeebe:Script");
  if (!script) return jobTask(source, node, compiler);
  compiler.allowExtensions(source, "zeebe:Script", "zeebe:IoMapping");
  const expression = compiler.expression(source, text(script, "expression"), "脚本表达式");
  const variable = compiler.variable(source, text(script, "resultVariable"), "结果变量 resultVariable");
  return {
    enter: (run, element) => run.finish(element, { [variable]: run.evaluate(expression, element) }),
  };
};
