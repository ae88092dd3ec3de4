import { globSync, readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { basename, join } from "node:path";
import { BpmnModdle } from "bpmn-moddle";

const require = createRequire(import.meta.url);
const root = join(import.meta.dirname, "..");

/** One finding of bpmnlint. */
export interface Finding {
  file: string;
  rule: string;
  elementId: string;
  message: string;
  category: "error" | "warn" | "rule-error";
}
interface Report {
  id?: string;
  message: string;
  category: Finding["category"];
}
interface Linter {
  lint(root: unknown): Promise<Record<string, Report[]>>;
}

/** The diagrams of all businesses. */
export function diagramFiles(): string[] {
  return globSync("processes/*/*.bpmn", { cwd: root })
    .sort()
    .map((file) => join(root, file));
}

/** Runs bpmnlint with `.bpmnlintrc`. Warnings count: a diagram of ours has none. */
export async function lintDiagram(file: string): Promise<Finding[]> {
  const { Linter } = require("bpmnlint") as {
    Linter: new (options: { config: unknown; resolver: unknown }) => Linter;
  };
  const NodeResolver = require("bpmnlint/lib/resolver/node-resolver") as new (options: { require: unknown }) => unknown;
  const config: unknown = JSON.parse(readFileSync(join(root, ".bpmnlintrc"), "utf8"));
  const moddle = new BpmnModdle({ zeebe: require("zeebe-bpmn-moddle/resources/zeebe.json") as object });
  const { rootElement, warnings } = await moddle.fromXML(readFileSync(file, "utf8"));
  const linter = new Linter({ config, resolver: new NodeResolver({ require }) });
  const reports = await linter.lint(rootElement);
  return [
    ...warnings.map(({ message }) => finding(file, "xml", { message, category: "error" })),
    ...Object.entries(reports).flatMap(([rule, found]) => found.map((report) => finding(file, rule, report))),
  ];
}

function finding(file: string, rule: string, { id, message, category }: Report): Finding {
  return { file: basename(file), rule, elementId: id ?? "", message, category };
}

if (import.meta.main) {
  const files = diagramFiles();
  const findings = (await Promise.all(files.map(lintDiagram))).flat();
  for (const { file, elementId, rule, message } of findings) console.error(`${file} ${elementId} ${rule}: ${message}`);
  console.log(`${files.length} diagrams, ${findings.length} findings`);
  process.exitCode = findings.length > 0 ? 1 : 0;
}
