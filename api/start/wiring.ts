import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Business } from "#approval/business.ts";

/** Parts of a business that do not fit together; the message says what is missing, and in which file. */
export class WiringError extends Error {
  constructor(faults: readonly string[]) {
    super(`业务接线不完整，未启动：\n${faults.map((fault) => `  ${fault}`).join("\n")}`);
    this.name = "WiringError";
  }
}

interface Wired {
  /** The project's folder. */
  root: string;
  businesses: ReadonlyMap<string, Business>;
  jobTypes: readonly string[];
  /** Ids of the forms that there are files of. */
  formIds: readonly string[];
}

/**
 * Looks once, at the start, whether diagrams, forms and code name the same things, so that nothing is missed first when
 * a case arrives there.
 * @throws WiringError with everything that is missing
 */
export function requireWiring(wired: Wired): void {
  const faults = [
    ...unlisted(wired),
    ...[...wired.businesses.values()].flatMap((business) => faultsOf(business, wired)),
  ];
  if (faults.length > 0) throw new WiringError(faults);
}

/** Folders of a business that nobody listed. */
function unlisted({ root, businesses }: Wired): string[] {
  return ["processes", "forms"].flatMap((folder) =>
    readdirSync(join(root, folder))
      .filter((id) => !id.startsWith(".") && !businesses.has(id))
      .map((id) => `${id}：有 ${folder}/${id}/，但没有列入 approval/businesses.ts。`),
  );
}

function faultsOf(business: Business, { root, jobTypes, formIds }: Wired): string[] {
  const { id, forms, startForm } = business;
  const diagram = `processes/${id}/${id}.bpmn`;
  if (!existsSync(join(root, diagram))) return [`${id}：缺少流程图 ${diagram}。`];
  const texts = globSync(`processes/${id}/*.bpmn`, { cwd: root }).map((file) => readFileSync(join(root, file), "utf8"));
  const asked = named(texts, /<zeebe:taskDefinition\b[^>]*?\btype="([^"]+)"/g);
  const shown = named(texts, /<zeebe:formDefinition\b[^>]*?\bformId="([^"]+)"/g);
  return [
    ...asked
      .filter((type) => !jobTypes.includes(type))
      .map((type) => `${id}：流程图要求任务 ${type}，没有处理程序；请写入 workers/${id}.ts，并列入 workers/index.ts。`),
    ...jobTypes
      .filter((type) => type.startsWith(`${id}.`) && !asked.includes(type))
      .map((type) => `${id}：workers/${id}.ts 有任务 ${type}，流程图没有用到。`),
    ...[startForm, ...shown]
      .filter((formId) => !Object.hasOwn(forms, formId))
      .map(
        (formId) => `${id}：表单 ${formId} 没有数据定义；请写入 domain/${id}.ts，并列入 approval/${id}.ts 的 forms。`,
      ),
    ...Object.keys(forms)
      .filter((formId) => !formIds.includes(formId))
      .map((formId) => `${id}：缺少表单文件 forms/${formId.replace(".", "/")}.form。`),
  ];
}

const named = (texts: readonly string[], pattern: RegExp): string[] => [
  ...new Set(texts.flatMap((text) => [...text.matchAll(pattern)].map(([, name]) => name!))),
];
