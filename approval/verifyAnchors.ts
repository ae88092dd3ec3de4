import type { Verifier } from "#adapters/keys/signing.ts";
import type { Database } from "#db/orm.ts";
import type { Read } from "#db/transaction.ts";
import { type Anchor, anchorHash, anchorStart, rootOf, textOf } from "./anchors.ts";
import { type AuditFinding, verifyAudit, verifyStreams } from "./verifyAudit.ts";

/** What somebody did to an anchor past the program. */
export interface AnchorFinding {
  anchor: number;
  what: /** A column was changed, or it does not follow the one before it. */
    | "changed"
    /** It is missing though somebody knows of it: a later anchor, this machine, or the exported file. */
    | "removed"
    /** Not signed with a key of this installation. */
    | "badSignature"
    /** The heads beside it are not those it was written over. */
    | "headsChanged"
    /** Another one than the exported file has. */
    | "differsFromFile";
}

/** An anchor this far was found sound; kept outside the database. */
export interface Known {
  n: number;
  hash: string;
}

export interface Verification {
  anchors: AnchorFinding[];
  entries: AuditFinding[];
  /** The anchors looked at, both inclusive; null where there was none. */
  checked: { from: number; to: number } | null;
  /** What the next incremental run may begin after; null where something was found. */
  verified: Known | null;
  last: Anchor | null;
  /** Entries that no anchor covers yet: nothing is claimed of them. */
  uncovered: number;
}

/** Anchors read at once. */
const PAGE = 500;

/**
 * Checks the anchors and the chains they cover. Incremental where `since` is given: the anchors after it and, whole, the
 * chains that moved in them; otherwise everything. `known` are anchors that must be there: the last this machine wrote,
 * and those of an exported file.
 */
export async function verifyRecord(
  database: Pick<Database, "read">,
  options: { verifier: Verifier; since?: Known | null; witness?: Known | null; file?: readonly Anchor[] },
): Promise<Verification> {
  const { verifier, since = null, witness = null, file = [] } = options;
  const anchors: AnchorFinding[] = [];
  const moved = new Set<string>();
  let previous: Known = { n: 0, hash: anchorStart };
  if (since) {
    const found = await database.read((read) => anchorAt(read, since.n));
    if (found?.hash === since.hash && anchorHash(found) === found.hash) previous = since;
    else anchors.push({ anchor: since.n, what: found ? "changed" : "removed" });
  }
  const from = previous.n + 1;
  let last: Anchor | null = null;
  for (
    let page = await pageAfter(database, previous.n);
    page.length > 0;
    page = await pageAfter(database, previous.n)
  ) {
    for (const { anchor, heads } of page) {
      anchors.push(...gapsBetween(previous.n, anchor.n), ...checkAnchor(anchor, heads, previous, verifier));
      for (const { stream } of heads) moved.add(stream);
      previous = anchor;
      last = anchor;
    }
  }
  const beyond = [witness, ...file].filter((known) => known !== null).map(({ n }) => n);
  anchors.push(...gapsBetween(previous.n, Math.max(0, ...beyond) + 1));
  anchors.push(...(await checkKnown(database, witness, "changed")), ...(await checkFile(database, file, verifier)));
  const entries = since ? await verifyStreams(database, [...moved].sort()) : await verifyAudit(database);
  const sound = anchors.length === 0 && entries.length === 0;
  return {
    anchors: once(anchors),
    entries,
    checked: last ? { from, to: last.n } : null,
    verified: sound && previous.n > 0 ? { n: previous.n, hash: previous.hash } : null,
    last: last ?? (await database.read((read) => anchorAt(read, previous.n))) ?? null,
    uncovered: await database.read(countUncovered),
  };
}

const anchorAt = ({ sql }: Pick<Read, "sql">, n: number): Promise<Anchor | undefined> =>
  sql.selectFrom("auditAnchor").selectAll().where("n", "=", n).executeTakeFirst();

interface WithHeads {
  anchor: Anchor;
  heads: { stream: string; n: number; head: string }[];
}

function pageAfter(database: Pick<Database, "read">, n: number): Promise<WithHeads[]> {
  return database.read(async ({ sql }) => {
    const query = sql.selectFrom("auditAnchor").selectAll().where("n", ">", n).orderBy("n").limit(PAGE);
    const page = (await query.execute()).map((anchor) => ({ anchor, heads: [] as WithHeads["heads"] }));
    const [first, last] = [page[0], page.at(-1)];
    if (!first || !last) return [];
    const heads = await sql
      .selectFrom("auditAnchorHead")
      .selectAll()
      .where("anchor", ">=", first.anchor.n)
      .where("anchor", "<=", last.anchor.n)
      .execute();
    const byAnchor = new Map(page.map((one) => [one.anchor.n, one.heads]));
    for (const { anchor, stream, n, head } of heads) byAnchor.get(anchor)?.push({ stream, n, head });
    return page;
  });
}

function checkAnchor(anchor: Anchor, heads: WithHeads["heads"], before: Known, verifier: Verifier): AnchorFinding[] {
  const follows = before.n !== anchor.n - 1 || anchor.previous === before.hash;
  if (anchorHash(anchor) !== anchor.hash || !follows) return [{ anchor: anchor.n, what: "changed" }];
  if (!verifier.verify(anchor.keyId, textOf(anchor), anchor.signature)) {
    return [{ anchor: anchor.n, what: "badSignature" }];
  }
  const whole = heads.length === anchor.heads && rootOf(heads) === anchor.root;
  return whole ? [] : [{ anchor: anchor.n, what: "headsChanged" }];
}

function gapsBetween(before: number, next: number): AnchorFinding[] {
  const count = Math.max(0, next - before - 1);
  return Array.from({ length: count }, (_, at) => ({ anchor: before + 1 + at, what: "removed" as const }));
}

async function checkKnown(
  database: Pick<Database, "read">,
  known: Known | null,
  what: "changed" | "differsFromFile",
): Promise<AnchorFinding[]> {
  if (!known) return [];
  const found = await database.read((read) => anchorAt(read, known.n));
  if (!found) return [{ anchor: known.n, what: "removed" }];
  return found.hash === known.hash ? [] : [{ anchor: known.n, what }];
}

/** The file itself is held against the keys first: one that nobody signed proves nothing. */
async function checkFile(
  database: Pick<Database, "read">,
  file: readonly Anchor[],
  verifier: Verifier,
): Promise<AnchorFinding[]> {
  const findings: AnchorFinding[] = [];
  for (const anchor of file) {
    if (!verifier.verify(anchor.keyId, textOf(anchor), anchor.signature) || anchorHash(anchor) !== anchor.hash) {
      findings.push({ anchor: anchor.n, what: "badSignature" });
    } else findings.push(...(await checkKnown(database, anchor, "differsFromFile")));
  }
  return findings;
}

function once(findings: AnchorFinding[]): AnchorFinding[] {
  const named = new Map(findings.map((finding) => [`${finding.anchor} ${finding.what}`, finding]));
  return [...named.values()].sort((a, b) => a.anchor - b.anchor);
}

async function countUncovered({ sql }: Pick<Read, "sql">): Promise<number> {
  const covered = sql
    .selectFrom("auditAnchorHead")
    .select(({ fn }) => ["stream", fn.max("n").as("n")])
    .groupBy("stream")
    .as("covered");
  const { count } = await sql
    .selectFrom("auditEntry as entry")
    .leftJoin(covered, "covered.stream", "entry.stream")
    .where(({ or, eb }) => or([eb("covered.n", "is", null), eb("entry.n", ">", eb.ref("covered.n"))]))
    .select(({ fn }) => fn.countAll().as("count"))
    .executeTakeFirstOrThrow();
  return Number(count);
}
