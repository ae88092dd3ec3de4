import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import type { CaseRow } from "../business.ts";
import { maskPersonal } from "../personal.ts";
import type { TimelineEntry } from "../timeline.ts";
import { type ItemRow, itemsOf, type RoundRow } from "./rounds.ts";
import { roundsOf } from "./view.ts";

/** 流转记录 of 补正: when it was asked for, answered or ended, in words addressed to the applicant too. */
export async function supplementTimeline(
  read: Pick<Read, "sql">,
  row: CaseRow,
  level: GrantLevel,
): Promise<TimelineEntry[]> {
  const rounds = await roundsOf(read, row.id);
  if (rounds.length === 0) return [];
  const items = await itemsOf(
    read,
    rounds.map(({ id }) => id),
  );
  const entries = rounds.flatMap((round) => entriesOf(round, items, row, level));
  return level === "history" ? maskPersonal(entries) : entries;
}

function entriesOf(round: RoundRow, items: readonly ItemRow[], row: CaseRow, level: GrantLevel): TimelineEntry[] {
  const own = items.filter(({ roundId }) => roundId === round.id);
  const common = { node: "", nodeName: "补正", outcome: null, state: "effective" as const };
  const authority = { who: level === "applicant" ? "" : round.personName, orgName: round.orgName };
  const applicant = {
    who: row.applicantOrgId === null && level !== "history" ? row.applicantName : "",
    orgName: row.applicantOrgId === null ? "" : row.applicantName,
  };
  const entries: TimelineEntry[] = [
    { ...common, ...authority, at: round.askedAt, what: `要求补正（第${round.round}次）`, opinion: listOf(own) },
  ];
  if (round.answeredAt !== null) {
    entries.push({ ...common, ...applicant, at: round.answeredAt, what: "提交补正", opinion: "" });
  }
  if (round.endedAt !== null) {
    const opinion = level === "applicant" ? "" : (round.endReason ?? "");
    entries.push({ ...common, ...authority, at: round.endedAt, what: "结束补正", opinion });
  }
  return entries;
}

const listOf = (items: readonly ItemRow[]): string => items.map(({ text }, n) => `${n + 1}. ${text}`).join("\n");
