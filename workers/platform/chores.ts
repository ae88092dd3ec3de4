import type { Selectable } from "kysely";
import type { Logger } from "pino";
import { archiveByItself } from "#approval/caseEnd/archive.ts";
import type { Context } from "#approval/context.ts";
import { recordApprovalSheet } from "#approval/documents/approvalSheet.ts";
import { type OpenCase, withCase } from "#approval/openCase.ts";
import { fromJson } from "#db/json.ts";
import type { ChoreKind } from "#db/platform/kernel.ts";
import type { Schema } from "#db/schema.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import type { Ports } from "../handler.ts";

/** Chores looked at in one round. */
const ROUND = 20;
/** The first back-off after a failure, in milliseconds; it doubles with every further one. */
const FIRST_BACK_OFF = 1000;
const LONGEST_BACK_OFF = 10 * 60_000;

export type ChoreParts = Pick<Context, "database" | "engine" | "clock" | "businesses" | "templates" | "jobs"> & {
  ports: Ports;
  log: Logger;
};
export type Chore = Selectable<Schema["chore"]>;

/** How each kind of chore is done. It removes its row in the transaction that does it. */
const doers: Record<ChoreKind, (parts: ChoreParts, chore: Chore) => Promise<void>> = {
  draw,
  approvalSheet: (parts, chore) => onceOnCase(parts, chore, (open) => recordApprovalSheet(parts, open)),
  archive: (parts, chore) => onceOnCase(parts, chore, (open) => archiveByItself(parts, open)),
};

/** What is due by business time, oldest first. */
export function dueChores({ database, clock }: Pick<ChoreParts, "database" | "clock">): Promise<Chore[]> {
  return database.read((read) =>
    read.sql
      .selectFrom("chore")
      .selectAll()
      .where("dueAt", "<=", clock.now())
      .orderBy("dueAt")
      .orderBy("id")
      .limit(ROUND)
      .execute(),
  );
}

/** Does each of them; one that fails is put off and hinders no other. Several processes may have the same ones. */
export async function doChores(parts: ChoreParts, chores: readonly Chore[]): Promise<void> {
  for (const chore of chores) {
    try {
      await doers[chore.kind](parts, chore);
    } catch (err) {
      parts.log.warn({ choreId: chore.id, kind: chore.kind, caseId: chore.caseId, err }, "chore failed");
      await putOff(parts, chore);
    }
  }
}

/** Draws a document and stores it. The same content gives the same file, so two may do it at once. */
async function draw({ database, ports }: ChoreParts, { id, documentId }: Chore): Promise<void> {
  const document = await ports.read((read) =>
    read.sql.selectFrom("caseDocument").select("content").where("id", "=", documentId).executeTakeFirstOrThrow(),
  );
  const { bytes } = await ports.pdf(fromJson<DocumentModel>(document.content));
  const { hash, size } = await ports.storage.put(bytes);
  await database.transact(
    async (tx) => {
      await tx.sql.updateTable("caseDocument").set({ fileHash: hash, size }).where("id", "=", documentId).execute();
      await tx.sql.deleteFrom("chore").where("id", "=", id).execute();
    },
    { name: "drawDocument" },
  );
}

/** Does it under the lock of the case, unless another process has done it. */
function onceOnCase(
  { database, engine }: ChoreParts,
  { id, caseId, kind }: Chore,
  work: (open: OpenCase) => Promise<void>,
): Promise<void> {
  return database.transact(
    (tx) =>
      withCase(engine, tx, caseId, async (open) => {
        const { numDeletedRows } = await tx.sql.deleteFrom("chore").where("id", "=", id).executeTakeFirst();
        if (numDeletedRows > 0n) await work(open);
      }),
    { name: `chore.${kind}` },
  );
}

async function putOff({ database }: ChoreParts, { id, failures }: Chore): Promise<void> {
  const backOff = Math.min(LONGEST_BACK_OFF, FIRST_BACK_OFF * 2 ** Math.min(failures, 20));
  await database.transact(
    (tx) =>
      tx.sql
        .updateTable("chore")
        .set({ failures: failures + 1, dueAt: tx.now + backOff })
        .where("id", "=", id)
        .execute(),
    { name: "putOffChore" },
  );
}
