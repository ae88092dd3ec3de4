import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { z } from "zod";
import type { Verifier } from "#adapters/keys/signing.ts";
import type { Notes } from "#adapters/notes/notes.ts";
import type { Anchor } from "#approval/anchors.ts";
import { type AnchorFinding, type Verification, verifyRecord } from "#approval/verifyAnchors.ts";
import type { AuditFinding } from "#approval/verifyAudit.ts";
import type { Database } from "#db/orm.ts";
import type { Read } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import { UsageError } from "./usage.ts";

export const auditUsage = `npm run audit -- verify [--full] [--against <文件>]   校验审计记录；默认只校验上次通过之后的锚点
npm run audit -- export [--since <锚点号>]             以 JSON 行输出锚点及公钥`;

const entryMeaning: Record<AuditFinding["what"], string> = {
  changed: "内容被修改",
  removed: "被删除，其后仍有记录",
  truncated: "自此起的记录被删除",
  unknownToHead: "不在已登记的链上（被添加，或链头被改回）",
  headChanged: "链头与最后一条记录不符",
  contentChanged: "所附个人内容被修改",
  rewritten: "及其之前的记录被整体改写，与锚点不符",
};
const anchorMeaning: Record<AnchorFinding["what"], string> = {
  changed: "内容被修改或与前一锚点不相接",
  removed: "被删除",
  badSignature: "签名无效",
  headsChanged: "所覆盖的链头被修改",
  differsFromFile: "与导出文件不一致",
};

export interface AuditTools {
  database: Pick<Database, "read">;
  verifier: Verifier;
  notes: Notes;
}

/** Runs one `audit` command; answers the lines to print, and whether nothing was found. @throws UsageError, BusinessError */
export async function runAudit(tools: AuditTools, args: string[]): Promise<{ lines: string[]; sound: boolean }> {
  const { positionals, values } = parse(args);
  const only = (...names: (keyof typeof values)[]) => {
    const foreign = Object.keys(values).filter((name) => !names.includes(name as keyof typeof values));
    if (foreign.length > 0) throw new UsageError(`这个命令没有 --${foreign.join("、--")}。`);
  };
  switch (positionals.join(" ")) {
    case "verify": {
      only("full", "against");
      return verify(tools, values);
    }
    case "export": {
      only("since");
      const since = Number(values.since ?? 0);
      if (!Number.isSafeInteger(since) || since < 0) throw new UsageError("--since 应为锚点号，如 1440。");
      return { lines: await exportAnchors(tools, since), sound: true };
    }
    default:
      throw new UsageError("没有这个命令。");
  }
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      allowPositionals: true,
      options: { full: { type: "boolean" }, against: { type: "string" }, since: { type: "string" } },
    });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

async function verify(
  { database, verifier, notes }: AuditTools,
  { full = false, against }: { full?: boolean | undefined; against?: string | undefined },
): Promise<{ lines: string[]; sound: boolean }> {
  const since = full ? null : await notes.read("verified");
  const witness = await notes.read("lastAnchor");
  const file = against === undefined ? [] : readExport(against);
  const result = await verifyRecord(database, { verifier, since, witness, file });
  if (result.verified) await notes.write("verified", result.verified);
  const { streams, entries } = await database.read(countAudit);
  const count = result.anchors.length + result.entries.length;
  return {
    lines: [
      ...result.anchors.map(
        ({ anchor, what }) => `anchor #${anchor} ${what}：第 ${anchor} 个锚点${anchorMeaning[what]}。`,
      ),
      ...result.entries.map(({ stream, n, what }) => `${stream} #${n} ${what}：第 ${n} 条${entryMeaning[what]}。`),
      ...scopeLines(result, since?.n ?? null, file.length),
      `${streams} streams, ${entries} entries, ${count === 0 ? "no finding" : `${count} findings`}`,
    ],
    sound: count === 0,
  };
}

/** What was looked at, and what nothing is claimed of. */
function scopeLines({ checked, last, uncovered }: Verification, since: number | null, inFile: number): string[] {
  const anchors = checked ? `锚点 ${checked.from} 至 ${checked.to}` : "没有新的锚点";
  const chains =
    since === null ? "全部记录" : `其中有变动的记录链（锚点 ${since} 及以前已在上次通过，重新校验请加 --full）`;
  return [
    `已校验：${anchors}，${chains}${inFile > 0 ? `，导出文件中的 ${inFile} 个锚点` : ""}。`,
    last
      ? `最后一个锚点 ${last.n}（${new Date(last.at).toISOString()}）。其后的 ${uncovered} 条记录尚无锚点，不作结论。`
      : `还没有锚点。${uncovered} 条记录仅按自身的链校验，整体改写无从发现。`,
  ];
}

const exportedSchema = z.object({
  n: z.number().int().positive(),
  at: z.number().int(),
  heads: z.number().int(),
  root: z.string(),
  previous: z.string(),
  hash: z.string(),
  keyId: z.string(),
  signature: z.string(),
});

function readExport(path: string): Anchor[] {
  try {
    const lines = readFileSync(path, "utf8").split("\n");
    return lines.filter((line) => line.trim() !== "").map((line) => exportedSchema.parse(JSON.parse(line)));
  } catch {
    throw new BusinessError("EXPORT_UNREADABLE", `无法读取导出文件 ${path}，或其中有一行不是锚点。`);
  }
}

async function exportAnchors({ database, verifier }: AuditTools, since: number): Promise<string[]> {
  const anchors = await database.read(({ sql }) =>
    sql.selectFrom("auditAnchor").selectAll().where("n", ">", since).orderBy("n").execute(),
  );
  return anchors.map((anchor) => JSON.stringify({ ...anchor, publicKey: verifier.publicKey(anchor.keyId) }));
}

async function countAudit({ sql }: Pick<Read, "sql">): Promise<{ streams: number; entries: number }> {
  const counted = await sql
    .selectFrom("auditEntry")
    .select(({ fn }) => [fn.count("stream").distinct().as("streams"), fn.countAll().as("entries")])
    .executeTakeFirstOrThrow();
  return { streams: Number(counted.streams), entries: Number(counted.entries) };
}
