import type { Read } from "#db/transaction.ts";
import { type CaseRelation, type CaseSituation, caseRefusalOf, caseRefusalText } from "#domain/allowedCase.ts";
import { BusinessError } from "#domain/errors.ts";
import { type CaseAction, caseActions } from "#domain/platform/caseCommands.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { CaseRow } from "./business.ts";
import { deliverySituation } from "./caseEnd/deliveries.ts";
import { type Actor, companiesOf } from "./context.ts";

/** Roles that lead; the centre's own and those of its sections. */
const leading: readonly Role[] = ["sectionHead", "deputyDirector", "director"];

/**
 * True while an exclusive command has the case: one that waits for its answer, or a stop whose jobs still undo what
 * stands (its outcome is known, the case not yet closed).
 */
export const isBusy = (row: Pick<CaseRow, "exclusiveCommandId" | "outcome" | "closedAt">): boolean =>
  row.exclusiveCommandId !== null || (row.closedAt === null && row.outcome !== null);

/** What is true of a case for somebody, as the table of case actions needs it. */
export async function caseSituationOf(
  read: Pick<Read, "sql">,
  actor: Pick<Actor, "personId" | "positions">,
  row: Readonly<CaseRow>,
): Promise<CaseSituation> {
  const relations = await caseRelationsOf(read, actor, row);
  return { state: row.state, delivery: await deliverySituation(read, row.id), relations, busy: isBusy(row) };
}

/** Every relation of a person to a case. */
export async function caseRelationsOf(
  read: Pick<Read, "sql">,
  actor: Pick<Actor, "personId" | "positions">,
  row: Readonly<CaseRow>,
): Promise<Set<CaseRelation>> {
  const relations = new Set<CaseRelation>();
  const { applicantOrgId, applicantPersonId } = row;
  const applies =
    applicantOrgId === null ? applicantPersonId === actor.personId : companiesOf(actor).includes(applicantOrgId);
  // Whoever applies is nothing else to the case (APR-06).
  if (applies) return relations.add("applicant");
  for (const role of await rolesInside(read, actor, row)) {
    if (leading.includes(role)) relations.add("leader");
    if (role === "windowClerk" || role === "archivist") relations.add(role);
  }
  if (await hasHandled(read, actor, row.id)) relations.add("handler");
  return relations;
}

/** The roles held in the centre that decides the case, or in a section of it. */
async function rolesInside(
  { sql }: Pick<Read, "sql">,
  { positions }: Pick<Actor, "positions">,
  { orgId }: Readonly<CaseRow>,
): Promise<Role[]> {
  if (positions.length === 0) return [];
  const orgs = await sql
    .selectFrom("org")
    .select("id")
    .where((where) => where.or([where("id", "=", orgId), where("parentId", "=", orgId)]))
    .where(
      "id",
      "in",
      positions.map((position) => position.orgId),
    )
    .execute();
  const inside = new Set(orgs.map(({ id }) => id));
  return positions.filter((position) => inside.has(position.orgId)).map(({ role }) => role);
}

/** Holds a task of the case, or decided one. */
async function hasHandled(
  { sql }: Pick<Read, "sql">,
  { personId }: Pick<Actor, "personId">,
  caseId: number,
): Promise<boolean> {
  const held = sql.selectFrom("task").select("id").where("caseId", "=", caseId).where("openAssignee", "=", personId);
  const decided = sql.selectFrom("decision").select("id").where("caseId", "=", caseId).where("personId", "=", personId);
  return (await held.unionAll(decided).executeTakeFirst()) !== undefined;
}

/** The table's refusal as it is thrown; null where the action is allowed. */
export function caseRefusal(action: CaseAction, situation: CaseSituation): BusinessError | null {
  const code = caseRefusalOf(action, situation);
  if (code === null) return null;
  const { status, message } = caseRefusalText(code, situation.state);
  return new BusinessError(code, message, { status });
}

/** @throws BusinessError with the table's refusal */
export async function demandCaseAction(
  read: Pick<Read, "sql">,
  actor: Pick<Actor, "personId" | "positions">,
  row: Readonly<CaseRow>,
  action: CaseAction,
): Promise<void> {
  const refusal = caseRefusal(action, await caseSituationOf(read, actor, row));
  if (refusal) throw refusal;
}

/** What a person may do with the case as a whole now. */
export async function caseActionsOf(
  read: Pick<Read, "sql">,
  actor: Pick<Actor, "personId" | "positions">,
  row: Readonly<CaseRow>,
): Promise<CaseAction[]> {
  const situation = await caseSituationOf(read, actor, row);
  return (Object.keys(caseActions) as CaseAction[]).filter((action) => caseRefusalOf(action, situation) === null);
}
