import { volumeIndex } from "#domain/documents/volumeIndex.ts";
import { BusinessError } from "#domain/errors.ts";
import type { CaseCommandResult } from "#domain/platform/caseCommands.ts";
import { caseOutcomes } from "#domain/platform/states.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import { type CaseRequest, runCaseCommand } from "../caseCommand.ts";
import { caseRefusal } from "../caseSituation.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { issuingOf } from "../documents/issuing.ts";
import { recordDocument } from "../documents/recordDocument.ts";
import { businessOf } from "../drafts.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { deliverySituation } from "./deliveries.ts";
import { type VolumeEntry, volumeHash, volumeOf } from "./volume.ts";

/** Rows an insert carries at most. */
const ROWS = 100;

/**
 * 归档 by an archivist of the deciding centre, once the result was delivered.
 * @throws BusinessError VOLUME_NOT_READY (409) while a document is still being drawn, and what `runCaseCommand` refuses
 */
export function archive(ctx: Context, actor: Actor, caseId: number, body: CaseRequest): Promise<CaseCommandResult> {
  return runCaseCommand(ctx, actor, "archive", caseId, body, ({ open }) => archiveOpen(ctx, open, actor));
}

/**
 * Five working days after delivery it happens by itself, if nobody did it.
 * @throws BusinessError VOLUME_NOT_READY while a document is still being drawn: it is tried again
 */
export async function archiveByItself(
  ctx: Pick<Context, "templates" | "jobs" | "businesses">,
  open: OpenCase,
): Promise<void> {
  const { state, id } = open.row;
  const delivery = await deliverySituation(open.tx, id);
  const refusal = caseRefusal("archive", { state, delivery, relations: new Set(["archivist"]), busy: false });
  if (refusal) throw refusal;
  await archiveOpen(ctx, open, null);
}

async function archiveOpen(
  ctx: Pick<Context, "templates" | "jobs" | "businesses">,
  open: OpenCase,
  by: Actor | null,
): Promise<void> {
  const { tx, row } = open;
  const entries = (await hasSheet(open)) ? await volumeOf(tx, row, businessOf(ctx, row.business)) : null;
  if (!entries) throw new BusinessError("VOLUME_NOT_READY", "卷内文书还在制作，请稍后再归档。");
  const hash = volumeHash(entries);
  const volumeId = tx.nextId();
  writeEntries(open, volumeId, entries);
  open.write(
    tx.sql.updateTable("participation").set({ box: "finished" }).where("caseId", "=", row.id),
    tx.sql.deleteFrom("chore").where("caseId", "=", row.id).where("kind", "=", "archive"),
  );
  open.change({ state: "archived", archivedAt: tx.now });
  open.audit({
    actor: by ? auditName(by) : "system",
    act: "case.archived",
    facts: { volumeId, hash, entries: entries.length },
  });
  await tell(open);
  const { number } = await writeIndex(ctx, open, { hash, entries });
  const volume = { id: volumeId, caseId: row.id, number, hash, archivedAt: tx.now, personId: by?.personId ?? null };
  open.write(tx.sql.insertInto("archiveVolume").values(volume));
}

/** The 审批表 is made a moment after the end of a case; no volume without it. */
async function hasSheet({ tx, row }: OpenCase): Promise<boolean> {
  const sheet = await tx.sql
    .selectFrom("caseDocument")
    .select("id")
    .where("caseId", "=", row.id)
    .where("kind", "=", "approvalSheet")
    .executeTakeFirst();
  return sheet !== undefined;
}

function writeEntries(open: OpenCase, volumeId: number, entries: readonly VolumeEntry[]): void {
  for (let from = 0; from < entries.length; from += ROWS) {
    const rows = entries.slice(from, from + ROWS).map((entry) => ({ volumeId, ...entry }));
    open.write(open.tx.sql.insertInto("archiveEntry").values(rows));
  }
}

async function writeIndex(
  ctx: Pick<Context, "templates" | "jobs">,
  open: OpenCase,
  { hash, entries }: { hash: string; entries: readonly VolumeEntry[] },
): Promise<{ number: string }> {
  const { tx, row } = open;
  const { issuer, applicant } = await issuingOf(tx, row);
  return recordDocument(ctx, open, {
    kind: volumeIndex,
    data: {
      ...{ issuer, applicant: applicant.name, caseNo: row.caseNo, title: row.title, hash },
      outcome: row.outcome === null ? "—" : caseOutcomes[row.outcome],
      archivedOn: shanghaiDate(tx.now),
      entries: entries.map(({ n, title, hash: content, size }) => ({ n, title, hash: content, size })),
    },
  });
}

/** Who took part finds it in 办结 from now on. */
async function tell(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  const parts = await tx.sql
    .selectFrom("participation")
    .select("personId")
    .distinct()
    .where("caseId", "=", row.id)
    .execute();
  const persons = parts.map(({ personId }) => personId);
  notify(open, persons, "archived", `案件“${row.title}”已归档，转入办结。`);
}
