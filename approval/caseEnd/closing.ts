import type { CaseOutcome } from "#domain/platform/states.ts";
import { addWorkingDays, type LawDate, shanghaiDate } from "#domain/rules/workingDays.ts";
import { calendarOf } from "../calendar.ts";
import { writeChore } from "../chores.ts";
import { dueAfter, endOfLawDate } from "../clocks.ts";
import { matterOfCase } from "../matters.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { holdersOf } from "./offices.ts";

/** Outcomes whose document has to reach the applicant. */
const delivered: ReadonlySet<CaseOutcome> = new Set(["approved", "refused", "notAccepted"]);
/** Working days after delivery, or after the end of a case with nothing to deliver, when it is archived by itself. */
const ARCHIVE_AFTER = 5;

/**
 * What follows the end of a process (`docs/decisions/0011-delivery-beside-closed.md`): the result is owed to the
 * applicant within ten working days of the decision, and the window is told; without a result the case awaits the archive.
 */
export async function afterClosing(open: OpenCase): Promise<void> {
  const { tx, row } = open;
  if (row.outcome === null) throw new Error(`Case ${row.id} has no outcome.`);
  if (!delivered.has(row.outcome)) return awaitArchive(open, shanghaiDate(tx.now));
  const { deliveryDays } = await matterOfCase(tx, row);
  const due = dueAfter(row.decidedAt ?? tx.now, deliveryDays, await calendarOf(tx, row.regionCode));
  const nothingYet = { way: null, receiver: null, reference: null, deliveredOn: null, personId: null, at: null };
  open.write(tx.sql.insertInto("delivery").values({ caseId: row.id, due, ...nothingYet }));
  const clerks = await grantOffices(open, "windowClerk");
  notify(open, clerks, "result", `案件“${row.title}”已办完，请于 ${due} 前送达申请人。`);
}

/** Who may look from now on, by office: the window hands the result over, the archivists keep the case. */
async function grantOffices(open: OpenCase, role: "windowClerk" | "archivist"): Promise<number[]> {
  const { tx, row } = open;
  const holders = (await holdersOf(tx, row, [role])).map(({ personId }) => personId);
  if (holders.length === 0) return [];
  const grant =
    role === "archivist"
      ? { why: "archivist" as const, level: "full" as const }
      : { why: "deliverer" as const, level: "history" as const };
  const grants = holders.map((personId) => ({
    ...{ id: tx.nextId(), caseId: row.id, personId, taskId: null, since: tx.now, until: null },
    ...grant,
  }));
  open.write(tx.sql.insertInto("caseGrant").values(grants));
  return holders;
}

/** The archivists are told, and five whole working days after `day` the case is archived by itself. */
export async function awaitArchive(open: OpenCase, day: LawDate): Promise<void> {
  const archivists = await grantOffices(open, "archivist");
  notify(open, archivists, "delivered", `案件“${open.row.title}”待归档。`);
  const calendar = await calendarOf(open.tx, open.row.regionCode);
  const { date } = addWorkingDays(day, ARCHIVE_AFTER, calendar);
  writeChore(open, { kind: "archive", dueAt: endOfLawDate(date) + 1 });
}
