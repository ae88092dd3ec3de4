import type { AuditFinding } from "#approval/verifyAudit.ts";
import type { Read } from "#db/transaction.ts";
import { UsageError } from "./usage.ts";

export const auditUsage = "npm run audit -- verify";

const meaning: Record<AuditFinding["what"], string> = {
  changed: "内容被修改",
  removed: "被删除，其后仍有记录",
  truncated: "自此起的记录被删除",
  unknownToHead: "不在已登记的链上（被添加，或链头被改回）",
  headChanged: "链头与最后一条记录不符",
  contentChanged: "所附个人内容被修改",
};

export interface AuditTools {
  /** Everything that was done to the record past the program. */
  verify(): Promise<AuditFinding[]>;
  count(): Promise<{ streams: number; entries: number }>;
}

/** Runs `audit verify`; answers the lines to print, and whether nothing was found. @throws UsageError */
export async function runAudit(tools: AuditTools, args: string[]): Promise<{ lines: string[]; sound: boolean }> {
  if (args.join(" ") !== "verify") throw new UsageError("没有这个命令。");
  const findings = await tools.verify();
  const { streams, entries } = await tools.count();
  const found = findings.length === 0 ? "no finding" : `${findings.length} findings`;
  return {
    lines: [...findings.map(sentence), `${streams} streams, ${entries} entries, ${found}`],
    sound: findings.length === 0,
  };
}

const sentence = ({ stream, n, what }: AuditFinding): string => `${stream} #${n} ${what}：第 ${n} 条${meaning[what]}。`;

export async function countAudit({ sql }: Pick<Read, "sql">): Promise<{ streams: number; entries: number }> {
  const counted = await sql
    .selectFrom("auditEntry")
    .select(({ fn }) => [fn.count("stream").distinct().as("streams"), fn.countAll().as("entries")])
    .executeTakeFirstOrThrow();
  return { streams: Number(counted.streams), entries: Number(counted.entries) };
}
