import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { SupplementRound } from "#domain/platform/supplementRounds.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "../business.ts";
import { type Material, materialsOf, materialView } from "../materials.ts";
import { maskPersonal } from "../personal.ts";
import { type ItemRow, itemsOf, type RoundRow } from "./rounds.ts";

interface Viewing {
  slots: readonly MaterialSlot[];
  level: GrantLevel;
  now: number;
}

/**
 * The rounds of 补正 of a case, oldest first: for who holds the case and for its applicant; for former holders masked
 * and without files. The applicant reads the authority as asking, and alone the files of an answer not yet given.
 */
export async function supplementsOf(
  read: Pick<Read, "sql">,
  { id: caseId }: Pick<CaseRow, "id">,
  viewing: Viewing,
): Promise<SupplementRound[]> {
  if (viewing.level === "summary") return [];
  const rounds = await roundsOf(read, caseId);
  if (rounds.length === 0) return [];
  const items = await itemsOf(
    read,
    rounds.map(({ id }) => id),
  );
  const views: SupplementRound[] = [];
  for (const round of rounds) {
    const own = items.filter(({ roundId }) => roundId === round.id);
    views.push(roundView(round, own, await filesOf(read, round, viewing), viewing));
  }
  return viewing.level === "history" ? maskPersonal(views) : views;
}

export const roundsOf = ({ sql }: Pick<Read, "sql">, caseId: number): Promise<RoundRow[]> =>
  sql.selectFrom("supplementRound").selectAll().where("caseId", "=", caseId).orderBy("round").execute();

async function filesOf(
  read: Pick<Read, "sql">,
  { id, caseId, answeredAt }: RoundRow,
  { level, slots }: Viewing,
): Promise<Material[]> {
  const isShown = level === "applicant" || (level === "full" && answeredAt !== null);
  if (!isShown) return [];
  return (await materialsOf(read, { roundId: id })).map((row) => materialView(row, { caseId }, slots));
}

function roundView(
  round: RoundRow,
  items: ItemRow[],
  files: Material[],
  { level, slots, now }: Viewing,
): SupplementRound {
  const { id, taskId, askedAt, personName, orgName, due, answeredAt, endedAt } = round;
  return {
    ...{ id, round: round.round, taskId, askedAt, due, answeredAt, endedAt },
    askedBy: level === "applicant" ? orgName : personName,
    overdue: shanghaiDate(answeredAt ?? endedAt ?? now) > due,
    items: items.map(({ slot, text, answer }) => ({
      ...{ slot, text, answer },
      slotName: slot === null ? null : (slots.find((known) => known.slot === slot)?.name ?? slot),
      materials: slot === null ? [] : files.filter((file) => file.slot === slot),
    })),
  };
}
