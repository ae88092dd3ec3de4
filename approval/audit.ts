import { randomUUID } from "node:crypto";
import type { Compilable, Insertable } from "kysely";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Schema } from "#db/schema.ts";
import type { Tx } from "#db/transaction.ts";
import { canonicalJson, sha256 } from "./canonical.ts";

/** What happened, for the append-only record. */
export interface AuditFact {
  /** `person:<id>`, `job:<type>` or `system`. */
  actor: string;
  /** A verb: "case.submitted", "task.claimed", "position.given". */
  act: string;
  /** Keys, codes and numbers; never personal content. */
  facts: Record<string, unknown>;
  /** Personal content (an opinion, a form). Kept beside the chain by hash, so that erasing it leaves the chain whole. */
  content?: Record<string, unknown>;
}

export interface ChainHead {
  n: number;
  head: string;
}
/** Where every stream begins. */
export const chainStart: ChainHead = { n: 0, head: "0".repeat(64) };

export const caseStream = (caseId: number): string => `case:${caseId}`;
/** Null for a stream of an organisation. */
export const caseOfStream = (stream: string): number | null =>
  stream.startsWith("case:") ? Number(stream.slice("case:".length)) : null;
export const orgStream = (orgId: number): string => `org:${orgId}`;

type EntryRow = Insertable<Schema["auditEntry"]>;

/** The hash of an entry covers every other column but its id. */
export function hashOf(entry: Omit<EntryRow, "id" | "hash">): string {
  const { stream, n, at, actor, act, facts, contentHash, previous } = entry;
  return sha256(JSON.stringify([stream, n, at, actor, act, facts, contentHash ?? null, previous]));
}

/** The next link of a chain: its rows to be inserted, and the new head. */
export function nextLink(
  tx: Pick<Tx, "sql" | "now" | "nextId">,
  stream: string,
  { n, head }: ChainHead,
  fact: AuditFact,
): { writes: Compilable[]; head: ChainHead } {
  // The salt keeps short contents (拟同意) from being guessed from the hash after they were erased.
  const content = fact.content && canonicalJson({ salt: randomUUID(), ...fact.content });
  const entry = {
    stream,
    n: n + 1,
    at: tx.now,
    actor: fact.actor,
    act: fact.act,
    facts: canonicalJson(fact.facts),
    contentHash: content === undefined ? null : sha256(content),
    previous: head,
  };
  const hash = hashOf(entry);
  const writes: Compilable[] = [tx.sql.insertInto("auditEntry").values({ id: tx.nextId(), ...entry, hash })];
  if (content !== undefined && entry.contentHash !== null) {
    writes.push(tx.sql.insertInto("auditContent").values({ hash: entry.contentHash, content }));
  }
  return { writes, head: { n: entry.n, head: hash } };
}

/**
 * Records what belongs to no case on the stream of an organisation. Locks the stream's row, so that it comes after the
 * case and task locks of its transaction. For a case: `OpenCase.audit`.
 */
export async function auditOrg(tx: Tx, orgId: number, fact: AuditFact): Promise<void> {
  const stream = orgStream(orgId);
  const { n, head } = await lockStream(tx, orgId);
  const link = nextLink(tx, stream, { n, head }, fact);
  for (const write of link.writes) await tx.sql.executeQuery(write.compile());
  await tx.sql.updateTable("auditStream").set(link.head).where("stream", "=", stream).execute();
}

/**
 * Locks the stream of an organisation. Call it first where other registers are locked too: their order is by table.
 * Two first users at once: the second waits for the first by the primary key.
 */
export async function lockStream(tx: Tx, orgId: number): Promise<ChainHead> {
  const stream = orgStream(orgId);
  if (recordLock(tx, "register", ["auditStream", stream])) {
    const row = tx.sql.insertInto("auditStream").values({ stream, ...chainStart });
    await (tx.dialect === "mysql" ? row.ignore() : row.onConflict((on) => on.doNothing())).execute();
  }
  return forUpdate(
    tx.sql.selectFrom("auditStream").select(["n", "head"]).where("stream", "=", stream),
    tx.dialect,
  ).executeTakeFirstOrThrow();
}
