import type { Read } from "#db/transaction.ts";
import type { CaseAction } from "#domain/platform/caseCommands.ts";
import type { CaseRow } from "./business.ts";
import { caseActionsOf } from "./caseSituation.ts";
import type { Actor } from "./context.ts";
import { mayUrge } from "./urge.ts";

/** What the page of a case offers: what the table allows, without 催办 where nobody can be urged today. */
export async function offeredActions(
  read: Pick<Read, "sql">,
  actor: Actor,
  row: CaseRow,
  now: number,
): Promise<CaseAction[]> {
  const allowed = await caseActionsOf(read, actor, row);
  if (!allowed.includes("urge") || (await mayUrge(read, actor, row, now))) return allowed;
  return allowed.filter((action) => action !== "urge");
}
