import { readTogether } from "#db/gathering.ts";
import type { Read } from "#db/transaction.ts";
import type { Outcome, Phase } from "#domain/platform/states.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "./business.ts";
import { calendarDays, toCalendar } from "./calendar.ts";
import { decided } from "./caseOutcome.ts";
import { dueAfter } from "./clocks.ts";
import { matterVersions, offered } from "./matters.ts";

/**
 * What a decision does to the case itself. Acceptance starts the decision clock and binds the case to the matter and
 * the parameters in force that day; a deciding outcome stops the clock.
 */
export async function effectOf(
  tx: Pick<Read, "sql" | "dialect"> & { now: number },
  row: Readonly<CaseRow>,
  phase: Phase,
  outcome: Outcome,
): Promise<Partial<CaseRow>> {
  if (decided({ phase, outcome }) !== null) return { state: "decided", decidedAt: tx.now };
  if (phase !== "acceptance" || row.acceptedAt !== null) return {};
  const policyDate = shanghaiDate(tx.now);
  const [versions, days] = await readTogether(
    tx,
    matterVersions(tx, row.business, row.regionCode, policyDate),
    calendarDays(tx, row.regionCode),
  );
  const matter = offered(versions[0]);
  const calendar = toCalendar(days);
  return {
    state: "running",
    acceptedAt: tx.now,
    matterId: matter.id,
    policyDate,
    statutoryDue: dueAfter(tx.now, matter.statutoryDays, calendar),
    promisedDue: dueAfter(tx.now, matter.promisedDays, calendar),
  };
}
