import { readTemplates } from "#adapters/templates/readTemplates.ts";
import { documentKinds } from "#approval/documents/kinds.ts";
import { commonPlaceholders } from "#domain/documents/kind.ts";
import { UsageError } from "./usage.ts";

export const templatesUsage = `npm run templates -- check              检查文书模板（程序自带的和本地修改的）
npm run templates -- placeholders       列出每种文书可用的占位符`;

/**
 * Runs `templates …`; answers the lines to print.
 * @throws TemplateError with every fault by file and line; UsageError
 */
export function runTemplates({ builtin, county }: { builtin: string; county: string }, args: string[]): string[] {
  const templates = readTemplates(documentKinds, builtin, county).entries();
  if (args.join(" ") === "check") {
    const own = templates.filter(([, { source }]) => source === "county").map(([kind]) => `${kind}.txt`);
    return [
      `本地模板文件夹：${county}`,
      `${templates.length} 种文书的模板全部有效，其中本地修改 ${own.length} 种${own.length > 0 ? `：${own.join("、")}` : ""}。`,
    ];
  }
  if (args.join(" ") === "placeholders") {
    return documentKinds.flatMap(({ kind, placeholders }) => [
      `${kind}.txt`,
      ...Object.entries({ ...commonPlaceholders, ...placeholders }).map(
        ([name, { sort, means }]) => `  {{${name}}}  ${means}${sorts[sort]}`,
      ),
    ]);
  }
  throw new UsageError("没有这个命令。");
}

const sorts = { text: "", optional: "〔可能没有，行首加“?”〕", blocks: "〔整段，单独占一行〕" } as const;
