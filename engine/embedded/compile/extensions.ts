import type { Mapping, Node } from "../core/graph.ts";
import { isExpression } from "../feel/value.ts";
import type { Compiler } from "./compiler.ts";
import { children, extension, type Source, text } from "./source.ts";

export function readHeaders(source: Source, compiler: Compiler): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const header of children(extension(source, "zeebe:TaskHeaders"), "values")) {
    const key = text(header, "key");
    if (!key) compiler.refuse(source, "任务头缺少键。");
    else if (Object.hasOwn(headers, key)) compiler.refuse(source, `任务头 ${key} 重复。`);
    else headers[key] = text(header, "value") ?? "";
  }
  return headers;
}

export function readMappings(source: Source, compiler: Compiler): Pick<Node, "inputs" | "outputs"> {
  const mapping = extension(source, "zeebe:IoMapping");
  const read = (property: string, what: string) =>
    children(mapping, property).map((parameter) => readMapping(source, parameter, what, compiler));
  return { inputs: read("inputParameters", "输入映射"), outputs: read("outputParameters", "输出映射") };
}

const targetPattern = /^[A-Za-z_]\w*(\.[A-Za-z_]\w*)*$/;

function readMapping(element: Source, parameter: Source, what: string, compiler: Compiler): Mapping {
  const target = text(parameter, "target") ?? "";
  if (!targetPattern.test(target) || target.split(".").includes("__proto__")) {
    compiler.refuse(element, `${what}的目标“${target}”不是变量名。`);
  }
  const from = text(parameter, "source");
  // Zeebe: a mapping without a source sets null.
  const source = compiler.value(element, from ?? "=null", `${what} ${target} 的来源`);
  if (from !== null && what === "输出映射" && !isExpression(from)) {
    compiler.refuse(element, `${what} ${target} 的来源应为以 = 开头的表达式。`);
  }
  return { source, target: target.split(".") };
}
