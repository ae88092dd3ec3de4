import { fromJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import type { Business, CaseRow } from "../business.ts";
import { canonicalJson, sha256 } from "../canonical.ts";
import { materialSlots, matterOfCase } from "../matters.ts";

/** One thing in a volume. `content` is canonical JSON of what the database alone held; null where it lies in storage. */
export interface VolumeEntry {
  n: number;
  kind: "document" | "material" | "form" | "record";
  title: string;
  mediaType: string;
  hash: string;
  /** Bytes. */
  size: number;
  content: string | null;
}
type Unnumbered = Omit<VolumeEntry, "n">;

/** Characters that a title has room for. */
const TITLE = 300;

/**
 * Everything that a case consists of: its documents, its materials (also those that an answer to 补正 replaced), every
 * version of every form, and the record of who decided what. Null while a document is still being drawn.
 */
export async function volumeOf(
  read: Pick<Read, "sql">,
  row: CaseRow,
  business: Business,
): Promise<VolumeEntry[] | null> {
  const documents = await documentsOf(read, row.id);
  if (documents === null) return null;
  const entries = [
    ...(await formsOf(read, row.id, business)),
    ...(await materialsOf(read, row)),
    ...documents,
    await recordOf(read, row),
  ];
  return entries.map((entry, index) => ({ n: index + 1, ...entry, title: [...entry.title].slice(0, TITLE).join("") }));
}

/** sha-256 over the index: it changes when anything of the volume does. */
export const volumeHash = (entries: readonly VolumeEntry[]): string =>
  sha256(canonicalJson(entries.map(({ content: _content, ...indexed }) => indexed)));

async function documentsOf({ sql }: Pick<Read, "sql">, caseId: number): Promise<Unnumbered[] | null> {
  const rows = await sql
    .selectFrom("caseDocument")
    .select(["title", "number", "fileHash", "size"])
    .where("caseId", "=", caseId)
    .orderBy("at")
    .orderBy("id")
    .execute();
  const entries: Unnumbered[] = [];
  for (const { title, number, fileHash, size } of rows) {
    if (fileHash === null || size === null) return null;
    const named = { title: `${title} ${number}`, mediaType: "application/pdf" };
    entries.push({ kind: "document", ...named, hash: fileHash, size, content: null });
  }
  return entries;
}

async function materialsOf(read: Pick<Read, "sql">, row: CaseRow): Promise<Unnumbered[]> {
  const slots = materialSlots(await matterOfCase(read, row));
  const rows = await read.sql
    .selectFrom("material")
    .innerJoin("storedFile", "storedFile.id", "material.fileId")
    .select(["material.slot", "material.removedAt", "storedFile.name", "storedFile.mediaType"])
    .select(["storedFile.hash", "storedFile.size"])
    .where("material.caseId", "=", row.id)
    .orderBy("material.at")
    .orderBy("material.id")
    .execute();
  return rows.map(({ slot, removedAt, name, mediaType, hash, size }) => {
    const slotName = slots.find((known) => known.slot === slot)?.name ?? slot;
    const replaced = removedAt === null ? "" : "（已替换）";
    return { kind: "material", title: `${slotName}${replaced}：${name}`, mediaType, hash, size, content: null };
  });
}

async function formsOf({ sql }: Pick<Read, "sql">, caseId: number, business: Business): Promise<Unnumbered[]> {
  const rows = await sql
    .selectFrom("caseForm")
    .select(["formId", "version", "data", "at"])
    .where("caseId", "=", caseId)
    .orderBy("at")
    .orderBy("id")
    .execute();
  return rows.map(({ formId, version, data, at }) =>
    json("form", `${business.forms[formId]?.title ?? formId}（第 ${version} 版）`, {
      ...{ formId, version, at },
      data: fromJson<Record<string, unknown>>(data),
    }),
  );
}

/** 审批记录: the case, its decisions, its delivery. */
async function recordOf({ sql }: Pick<Read, "sql">, row: CaseRow): Promise<Unnumbered> {
  const decisions = await sql
    .selectFrom("decision")
    .select(["id", "node", "nodeName", "personId", "personName", "orgName", "outcome", "opinion", "at", "state"])
    .where("caseId", "=", row.id)
    .orderBy("at")
    .orderBy("id")
    .execute();
  const delivery = await sql.selectFrom("delivery").selectAll().where("caseId", "=", row.id).executeTakeFirst();
  const { caseNo, business, title, outcome, applicantName, submittedAt, acceptedAt, decidedAt, closedAt } = row;
  const head = { caseNo, business, title, outcome, applicantName, submittedAt, acceptedAt, decidedAt, closedAt };
  return json("record", "审批记录", { ...head, decisions, delivery: delivery ?? null });
}

function json(kind: "form" | "record", title: string, value: unknown): Unnumbered {
  const content = canonicalJson(value);
  const size = Buffer.byteLength(content);
  return { kind, title, mediaType: "application/json", hash: sha256(content), size, content };
}
