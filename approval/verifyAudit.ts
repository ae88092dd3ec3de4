import type { Selectable } from "kysely";
import type { Database } from "#db/orm.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import type { AnchoredHead } from "./anchors.ts";
import { type ChainHead, caseOfStream, caseStream, chainStart, hashOf } from "./audit.ts";
import { sha256 } from "./canonical.ts";

/** What somebody did to the record past the program. `n` is the entry it concerns. */
export interface AuditFinding {
  stream: string;
  n: number;
  what: /** A column of the entry was changed. */
    | "changed"
    /** The entry is missing though later ones are there. */
    | "removed"
    /** Entries from here to the head are missing. */
    | "truncated"
    /** The entry is none that the head knows: added, or the head was set back. */
    | "unknownToHead"
    /** The head kept outside the chain differs from the last entry. */
    | "headChanged"
    /** The personal content beside the entry was changed. */
    | "contentChanged"
    /** Up to this entry, which an anchor covers, the chain was rewritten whole. */
    | "rewritten";
}

/** Entries read at once. */
const PAGE = 2000;
/** Contents read at once. */
const CONTENTS = 500;

type Entry = Selectable<Schema["auditEntry"]>;

/**
 * Checks every chain against its own links, the head in the case's row or the stream's row, what anchors say of it, and
 * the contents beside it. A content that is missing was erased lawfully and is no finding; a changed one is. A chain that
 * was rewritten whole together with its head is found up to its last anchored entry.
 */
export function verifyAudit(database: Pick<Database, "read">): Promise<AuditFinding[]> {
  return database.read(async (read) => {
    const heads = await readHeads(read);
    const anchored = await read.sql.selectFrom("auditAnchorHead").select("stream").distinct().execute();
    const missing = new Set(anchored.map(({ stream }) => stream));
    for (const [stream, { n }] of heads) if (n > 0) missing.add(stream);
    const findings: AuditFinding[] = [];
    for await (const entries of streams(read)) {
      const { stream } = entries[0]!;
      findings.push(...(await checkStream(read, stream, entries, heads.get(stream) ?? null)));
      missing.delete(stream);
    }
    for (const stream of missing) findings.push({ stream, n: 1, what: "truncated" });
    return sorted(findings);
  });
}

/** The same for some chains alone. */
export function verifyStreams(database: Pick<Database, "read">, names: readonly string[]): Promise<AuditFinding[]> {
  return database.read(async (read) => {
    const findings: AuditFinding[] = [];
    for (const stream of names) {
      const chain = read.sql.selectFrom("auditEntry").selectAll().where("stream", "=", stream).orderBy("n");
      findings.push(...(await checkStream(read, stream, await chain.execute(), await readHead(read, stream))));
    }
    return sorted(findings);
  });
}

const sorted = (findings: AuditFinding[]): AuditFinding[] =>
  findings.sort((a, b) => (a.stream === b.stream ? a.n - b.n : a.stream < b.stream ? -1 : 1));

async function checkStream(
  read: Pick<Read, "sql">,
  stream: string,
  entries: readonly Entry[],
  head: ChainHead | null,
): Promise<AuditFinding[]> {
  if (entries.length === 0) return [{ stream, n: 1, what: "truncated" }];
  const ofChain = checkChain(stream, entries, head);
  const ofAnchors = checkAnchored(await anchoredHeads(read, stream), entries, ofChain);
  return [...ofChain, ...ofAnchors, ...(await checkContents(read, entries))];
}

function anchoredHeads({ sql }: Pick<Read, "sql">, stream: string): Promise<AnchoredHead[]> {
  return sql
    .selectFrom("auditAnchorHead")
    .select(["stream", "n", "head"])
    .where("stream", "=", stream)
    .orderBy("n")
    .execute();
}

/** What anchors know and the chain itself no longer tells. Names the first entry only: all later ones follow from it. */
function checkAnchored(
  anchored: readonly AnchoredHead[],
  entries: readonly Entry[],
  known: readonly AuditFinding[],
): AuditFinding[] {
  const hashes = new Map(entries.map(({ n, hash }) => [n, hash]));
  const first = anchored.find(({ n, head }) => hashes.get(n) !== head);
  // An entry rewritten with its own hash alone is named by the one after it already.
  if (!first || known.some(({ n }) => n <= first.n + 1)) return [];
  return hashes.has(first.n)
    ? [{ stream: first.stream, n: first.n, what: "rewritten" }]
    : [{ stream: first.stream, n: Math.max(0, ...hashes.keys()) + 1, what: "truncated" }];
}

/** The heads kept outside the chains: in the rows of cases and of streams. */
async function readHeads({ sql }: Pick<Read, "sql">): Promise<Map<string, ChainHead>> {
  const cases = await sql.selectFrom("caseRecord").select(["id", "auditCount", "auditHead"]).execute();
  const others = await sql.selectFrom("auditStream").selectAll().execute();
  return new Map([
    ...cases.map(({ id, auditCount, auditHead }) => [caseStream(id), { n: auditCount, head: auditHead }] as const),
    ...others.map(({ stream, n, head }) => [stream, { n, head }] as const),
  ]);
}

async function readHead({ sql }: Pick<Read, "sql">, stream: string): Promise<ChainHead | null> {
  const caseId = caseOfStream(stream);
  const found = await (caseId === null
    ? sql.selectFrom("auditStream").select(["n", "head"]).where("stream", "=", stream)
    : sql.selectFrom("caseRecord").select(["auditCount as n", "auditHead as head"]).where("id", "=", caseId)
  ).executeTakeFirst();
  return found ?? null;
}

/** The entries of one stream after the other, read in pages along the unique index. */
async function* streams(read: Pick<Read, "sql">): AsyncGenerator<Entry[]> {
  let current: Entry[] = [];
  let after = { stream: "", n: 0 };
  for (;;) {
    const page = await read.sql
      .selectFrom("auditEntry")
      .selectAll()
      .where((where) =>
        where.or([
          where("stream", ">", after.stream),
          where.and([where("stream", "=", after.stream), where("n", ">", after.n)]),
        ]),
      )
      .orderBy("stream")
      .orderBy("n")
      .limit(PAGE)
      .execute();
    for (const entry of page) {
      if (current.length > 0 && current[0]!.stream !== entry.stream) {
        yield current;
        current = [];
      }
      current.push(entry);
    }
    const last = page.at(-1);
    if (page.length < PAGE || !last) break;
    after = last;
  }
  if (current.length > 0) yield current;
}

/** Pure: the findings of one chain. Each change, gap and missing end is named once. */
export function checkChain(stream: string, entries: readonly Entry[], head: ChainHead | null): AuditFinding[] {
  const findings: AuditFinding[] = [];
  let previous = chainStart;
  for (const entry of entries) {
    for (let n = previous.n + 1; n < entry.n; n += 1) findings.push({ stream, n, what: "removed" });
    const isNext = entry.n === previous.n + 1;
    const linked = !isNext || entry.previous === previous.head;
    if (hashOf(entry) !== entry.hash || !linked) findings.push({ stream, n: entry.n, what: "changed" });
    previous = { n: entry.n, head: entry.hash };
  }
  if (head === null || previous.n > head.n) {
    const first = (head?.n ?? 0) + 1;
    const unknown = entries.filter(({ n }) => n >= first).map(({ n }) => n);
    return [...findings, ...unknown.map((n) => ({ stream, n, what: "unknownToHead" as const }))];
  }
  if (previous.n < head.n) return [...findings, { stream, n: previous.n + 1, what: "truncated" }];
  if (previous.head !== head.head) findings.push({ stream, n: head.n, what: "headChanged" });
  return findings;
}

async function checkContents(read: Pick<Read, "sql">, entries: readonly Entry[]): Promise<AuditFinding[]> {
  const hashes = entries.flatMap(({ contentHash }) => (contentHash === null ? [] : [contentHash]));
  const changed = new Set<string>();
  for (let from = 0; from < hashes.length; from += CONTENTS) {
    const part = hashes.slice(from, from + CONTENTS);
    const contents = await read.sql.selectFrom("auditContent").selectAll().where("hash", "in", part).execute();
    for (const { hash, content } of contents) if (sha256(content) !== hash) changed.add(hash);
  }
  return entries
    .filter(({ contentHash }) => contentHash !== null && changed.has(contentHash))
    .map(({ stream, n }) => ({ stream, n, what: "contentChanged" }));
}
