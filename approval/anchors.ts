import type { Selectable } from "kysely";
import type { Signer } from "#adapters/keys/signing.ts";
import { isDuplicate } from "#db/failures.ts";
import { holdLease } from "#db/lease.ts";
import type { Database } from "#db/orm.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import { sha256 } from "./canonical.ts";
import { merkleRoot } from "./merkle.ts";

export type Anchor = Selectable<Schema["auditAnchor"]>;
/** Entry `n` of `stream` has the hash `head`. */
export interface AnchoredHead {
  stream: string;
  n: number;
  head: string;
}

/** What the first anchor follows. */
export const anchorStart = "0".repeat(64);
/** Entries this much older than the last anchor are looked at again: clocks differ, and transactions take time. */
const OVERLAP = 600_000;
/** By the database's clock: a process that writes anchors and dies is replaced after two minutes. */
const LEASE = 120_000;
/** Streams in one statement. */
const PART = 400;

/** What is signed. */
export const textOf = ({ n, at, heads, root, previous, keyId }: Omit<Anchor, "hash" | "signature">): string =>
  JSON.stringify(["anju anchor 1", n, at, heads, root, previous, keyId]);
/** What the next anchor carries as `previous`: also covers the signature. */
export const anchorHash = (anchor: Omit<Anchor, "hash">): string => sha256(`${textOf(anchor)} ${anchor.signature}`);
/** The root over heads in the order of their streams. */
export const rootOf = (heads: readonly AnchoredHead[]): string =>
  merkleRoot(
    [...heads]
      .sort((a, b) => (a.stream < b.stream ? -1 : a.stream > b.stream ? 1 : a.n - b.n))
      .map(({ stream, n, head }) => JSON.stringify([stream, n, head])),
  );

/**
 * Writes the anchor over the heads that changed since the last, where this process has the lease and anything changed;
 * null otherwise. Everything is read and signed before the transaction, which stores it if no other anchor came first.
 */
export async function writeAnchor(
  { database, signer }: { database: Database; signer: Signer },
  holder: string,
): Promise<Anchor | null> {
  const held = await database.transact((tx) => holdLease(tx, "audit.anchor", holder, LEASE), { name: "anchor.lease" });
  if (!held) return null;
  const at = database.clock.now();
  const { last, heads } = await database.read(async (read) => {
    const last = await lastAnchor(read);
    return { last, heads: await changedHeads(read, last ? Math.min(last.at, at) - OVERLAP : null) };
  });
  if (heads.length === 0) return null;
  const anchor = sealed(signer, { n: (last?.n ?? 0) + 1, at, previous: last?.hash ?? anchorStart }, heads);
  return (await store(database, anchor, heads)) ? anchor : null;
}

function sealed(signer: Signer, next: Pick<Anchor, "n" | "at" | "previous">, heads: readonly AnchoredHead[]): Anchor {
  const body = { ...next, heads: heads.length, root: rootOf(heads), keyId: signer.keyId };
  const signed = { ...body, signature: signer.sign(textOf(body)) };
  return { ...signed, hash: anchorHash(signed) };
}

/** False where another process, whose lease had run out meanwhile, wrote this anchor first. */
async function store(database: Database, anchor: Anchor, heads: readonly AnchoredHead[]): Promise<boolean> {
  try {
    await database.transact(
      async (tx) => {
        await tx.sql.insertInto("auditAnchor").values(anchor).execute();
        for (const part of inParts(heads)) {
          const rows = part.map((head) => ({ ...head, anchor: anchor.n }));
          await tx.sql.insertInto("auditAnchorHead").values(rows).execute();
        }
      },
      { name: "anchor.write" },
    );
    return true;
  } catch (error) {
    if (isDuplicate(error)) return false;
    throw error;
  }
}

export function lastAnchor({ sql }: Pick<Read, "sql">): Promise<Anchor | undefined> {
  return sql.selectFrom("auditAnchor").selectAll().orderBy("n", "desc").limit(1).executeTakeFirst();
}

/** Heads that no anchor covers, of the streams that got an entry since `since` (business time); of all where it is null. */
async function changedHeads({ sql }: Pick<Read, "sql">, since: number | null): Promise<AnchoredHead[]> {
  const moved = sql.selectFrom("auditEntry").select("stream").distinct();
  const streams = await (since === null ? moved : moved.where("at", ">=", since)).execute();
  const heads: AnchoredHead[] = [];
  for (const part of inParts(streams)) {
    const rows = await sql
      .selectFrom("auditEntry as entry")
      .leftJoin("auditAnchorHead as covered", (join) =>
        join.onRef("covered.stream", "=", "entry.stream").onRef("covered.n", "=", "entry.n"),
      )
      .innerJoin(
        ({ selectFrom }) =>
          selectFrom("auditEntry")
            .select(({ fn }) => ["stream", fn.max("n").as("n")])
            .where(
              "stream",
              "in",
              part.map(({ stream }) => stream),
            )
            .groupBy("stream")
            .as("newest"),
        (join) => join.onRef("newest.stream", "=", "entry.stream").onRef("newest.n", "=", "entry.n"),
      )
      .select(["entry.stream", "entry.n", "entry.hash as head"])
      .where("covered.stream", "is", null)
      .execute();
    heads.push(...rows);
  }
  return heads;
}

export function* inParts<T>(rows: readonly T[]): Generator<T[]> {
  for (let from = 0; from < rows.length; from += PART) yield rows.slice(from, from + PART);
}
