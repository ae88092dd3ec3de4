import type { DeployProblem } from "../../engine.ts";
import type { Node } from "../core/graph.ts";
import { type Expression, FeelError } from "../feel/expression.ts";
import { isExpression, parseMarked, parseValue, type Value } from "../feel/value.ts";
import { body, extensions, nearestId, type Source } from "./source.ts";

const variableName = /^[A-Za-z_]\w*$/;

/** Gathers what is wrong with a diagram, so that all of it is told at once. What it answers after a refusal never runs. */
export class Compiler {
  readonly problems: DeployProblem[];
  readonly #resource: string;
  /** Compiled elements by id, while the graph is being built. */
  readonly nodes = new Map<string, Node>();

  /** @param problems what reading the file has found already */
  constructor(resource: string, problems: DeployProblem[]) {
    this.#resource = resource;
    this.problems = problems;
  }

  refuse(at: Source | string | null, reason: string): void {
    const elementId = typeof at === "string" || at === null ? at : nearestId(at);
    this.problems.push({ resource: this.#resource, elementId, reason });
  }

  /** Refuses Zeebe's extensions that this element does not have here. Notes and those of other tools are let through. */
  allowExtensions(source: Source, ...types: string[]): void {
    const allowed = ["zeebe:Properties", "zeebe:VersionTag", ...types];
    for (const { $type } of extensions(source)) {
      if ($type.startsWith("zeebe:") && !allowed.includes($type)) this.refuse(source, `此处不支持 ${$type}。`);
    }
  }

  /** An attribute that is fixed text or an expression. `what` names it in the refusal. */
  value(source: Source, attribute: string | null, what: string): Value {
    return this.#parsed(source, attribute, what, parseValue);
  }

  /** An attribute that has to be an expression. */
  expression(source: Source, attribute: string | null, what: string): Expression {
    return this.#parsed(source, attribute, what, parseMarked);
  }

  /** An attribute that has to be fixed text. */
  fixed(source: Source, attribute: string | null, what: string): string {
    if (attribute === null) this.refuse(source, `缺少${what}。`);
    else if (isExpression(attribute)) this.refuse(source, `${what}必须是固定文本，不能是表达式。`);
    return attribute ?? "";
  }

  /** An attribute that has to be the name of a variable. */
  variable(source: Source, attribute: string | null, what: string): string {
    const given = this.fixed(source, attribute, what);
    if (given !== "" && (!variableName.test(given) || given === "__proto__")) {
      this.refuse(source, `${what}“${given}”不是变量名。`);
    }
    return given;
  }

  condition(flow: Source): Expression | null {
    return flow.conditionExpression ? this.expression(flow, body(flow, "conditionExpression"), "条件") : null;
  }

  #parsed<T extends Value | Expression>(
    source: Source,
    attribute: string | null,
    what: string,
    parse: (text: string) => T,
  ): T {
    try {
      if (attribute !== null) return parse(attribute);
      this.refuse(source, `缺少${what}。`);
    } catch (error) {
      if (!(error instanceof FeelError)) throw error;
      this.refuse(source, `${what}：${error.message}`);
    }
    return parse("=null");
  }
}
