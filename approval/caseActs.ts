import type { CaseActKind } from "#db/platform/caseActs.ts";
import type { GrantLevel } from "#db/platform/cases.ts";
import type { Read } from "#db/transaction.ts";
import type { TaskRow } from "./business.ts";
import type { Actor } from "./context.ts";
import type { OpenCase } from "./openCase.ts";
import { maskPersonal } from "./personal.ts";
import type { TimelineEntry } from "./timeline.ts";

/** Collects the record of an act that moves the case otherwise than by a decision. */
export function writeCaseAct(
  open: OpenCase,
  actor: Actor,
  given: {
    kind: CaseActKind;
    reason: string;
    task?: Pick<TaskRow, "id" | "node" | "nodeName">;
    target?: { node: string | null; nodeName: string };
  },
): void {
  const { tx, row } = open;
  const { kind, reason, task, target } = given;
  open.write(
    tx.sql.insertInto("caseAct").values({
      ...{ id: tx.nextId(), caseId: row.id, kind, reason, at: tx.now },
      ...{ taskId: task?.id ?? null, node: task?.node ?? "", nodeName: task?.nodeName ?? "" },
      ...{ target: target?.node ?? null, targetName: target?.nodeName ?? null },
      ...{ personId: actor.personId, personName: actor.name, orgName: actor.orgName },
    }),
  );
}

/** Acts that concern the applicant too; 退回, 取回 and 转办 stay inside. */
const addressed: readonly CaseActKind[] = ["withdraw", "terminate"];

/** 流转记录 of these acts. */
export async function actTimeline(
  read: Pick<Read, "sql">,
  caseId: number,
  level: GrantLevel,
  actor: Actor,
): Promise<TimelineEntry[]> {
  const acts = await read.sql
    .selectFrom("caseAct")
    .selectAll()
    .where("caseId", "=", caseId)
    .$if(level === "applicant", (rows) => rows.where("kind", "in", addressed))
    .orderBy("at")
    .orderBy("id")
    .execute();
  return acts.map(({ kind, personId, personName, targetName, ...act }) => ({
    ...{ at: act.at, node: act.node, nodeName: act.nodeName === "" ? "案件" : act.nodeName, orgName: act.orgName },
    who: level === "applicant" && kind === "terminate" ? "" : personName,
    what: whatOf(kind, targetName),
    outcome: null,
    opinion: readsReason(level, kind, personId === actor.personId) ? shownAt(level, act.reason) : "",
    state: "effective",
  }));
}

const readsReason = (level: GrantLevel, kind: CaseActKind, own: boolean): boolean =>
  level === "full" || own || addressed.includes(kind);

const shownAt = (level: GrantLevel, reason: string): string => (level === "history" ? maskPersonal(reason) : reason);

function whatOf(kind: CaseActKind, targetName: string | null): string {
  switch (kind) {
    case "return":
      return `退回至${targetName}`;
    case "recall":
      return "取回";
    case "withdraw":
      return "撤回申请";
    case "terminate":
      return "终止办理";
    case "transfer":
      return `转办至${targetName}`;
  }
}
