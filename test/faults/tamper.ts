import assert from "node:assert/strict";
import type { Selectable } from "kysely";
import { hashOf } from "#approval/audit.ts";
import type { AuditFinding } from "#approval/verifyAudit.ts";
import type { Database } from "#db/orm.ts";
import type { Schema } from "#db/schema.ts";
import type { Tx } from "#db/transaction.ts";

type Entry = Selectable<Schema["auditEntry"]>;
type Content = Selectable<Schema["auditContent"]>;

/** The rows as they were, to be put back. */
export interface Before {
  stream: string;
  entries: Entry[];
  contents: Content[];
}

export interface Tampered {
  /** What has to be named: the entry, and what became of it. */
  found: Pick<AuditFinding, "n" | "what">;
  before: Before;
}

/** What somebody with SQL could do to the chain of a case, in words that follow "SQL …". */
export const tamperings: Record<string, (database: Database, stream: string) => Promise<Tampered>> = {
  "changes an entry": tampering((tx, entries) => changeActor(tx, entries[2]!, {})),

  "changes an entry and its hash": tampering(async (tx, entries) => {
    const entry = entries[2]!;
    const actor = "person:999999";
    await changeActor(tx, entry, { hash: hashOf({ ...entry, actor }) });
    // The entry itself is sound now; the one after it no longer follows.
    return { n: entry.n + 1, what: "changed" };
  }),

  "changes the opinion beside an entry": tampering(async (tx, entries) => {
    const entry = entries.find(({ contentHash, n }) => contentHash !== null && n > 1)!;
    await tx.sql
      .updateTable("auditContent")
      .set({ content: '{"opinion":"不同意。"}' })
      .where("hash", "=", entry.contentHash!)
      .execute();
    return { n: entry.n, what: "contentChanged" };
  }),

  "removes an entry": tampering(async (tx, entries) => {
    await removeFrom(tx, [entries[3]!]);
    return { n: entries[3]!.n, what: "removed" };
  }),

  "removes the first entry": tampering(async (tx, entries) => {
    await removeFrom(tx, [entries[0]!]);
    return { n: 1, what: "removed" };
  }),

  "truncates a chain by its last entry": tampering(async (tx, entries) => {
    await removeFrom(tx, entries.slice(-1));
    return { n: entries.at(-1)!.n, what: "truncated" };
  }),

  "truncates a chain to its first entries": tampering(async (tx, entries) => {
    await removeFrom(tx, entries.slice(4));
    return { n: entries[4]!.n, what: "truncated" };
  }),

  "removes a whole chain": tampering(async (tx, entries) => {
    await removeFrom(tx, entries);
    return { n: 1, what: "truncated" };
  }),
};

/** Puts back what a tampering changed or removed. */
export async function restore(database: Database, { stream, entries, contents }: Before): Promise<void> {
  await database.transact(async (tx) => {
    await tx.sql.deleteFrom("auditEntry").where("stream", "=", stream).execute();
    await tx.sql.insertInto("auditEntry").values(entries).execute();
    for (const { hash, content } of contents) {
      await tx.sql.updateTable("auditContent").set({ content }).where("hash", "=", hash).execute();
    }
  });
}

/** Reads the chain and does the deed, which answers what has to be named. */
function tampering(deed: (tx: Tx, entries: readonly Entry[]) => Promise<Tampered["found"]>) {
  return (database: Database, stream: string): Promise<Tampered> =>
    database.transact(async (tx) => {
      const entries = await tx.sql
        .selectFrom("auditEntry")
        .selectAll()
        .where("stream", "=", stream)
        .orderBy("n")
        .execute();
      assert.ok(entries.length > 6, "an approved case has more entries than that");
      const hashes = entries.flatMap(({ contentHash }) => contentHash ?? []);
      const contents = await tx.sql.selectFrom("auditContent").selectAll().where("hash", "in", hashes).execute();
      return { found: await deed(tx, entries), before: { stream, entries, contents } };
    });
}

async function changeActor(tx: Tx, { id, n }: Entry, others: Partial<Entry>): Promise<Tampered["found"]> {
  await tx.sql
    .updateTable("auditEntry")
    .set({ actor: "person:999999", ...others })
    .where("id", "=", id)
    .execute();
  return { n, what: "changed" };
}

async function removeFrom(tx: Tx, entries: readonly Entry[]): Promise<void> {
  const ids = entries.map(({ id }) => id);
  await tx.sql.deleteFrom("auditEntry").where("id", "in", ids).execute();
}
