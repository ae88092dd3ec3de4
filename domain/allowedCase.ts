import type { CaseAction } from "./platform/caseCommands.ts";
import { type CaseState, caseStates } from "./platform/states.ts";

/**
 * The one table of what may be done with a case as a whole (`docs/approval.md` "Actions"), beside that of tasks in
 * `allowed.ts`. Pure: what is true of the case and the person goes in, a refusal or null comes out.
 */

/** What a person is to a case. `leader`: leads in the centre that decides it or in one of its sections. */
export const caseRelations = ["applicant", "handler", "leader", "windowClerk", "archivist"] as const;
export type CaseRelation = (typeof caseRelations)[number];

/** `none`: nothing has to reach the applicant, or not yet; `owed`: the result has to; `made`: it has. */
export const deliverySituations = ["none", "owed", "made"] as const;
export type DeliverySituation = (typeof deliverySituations)[number];

export interface CaseSituation {
  state: CaseState;
  delivery: DeliverySituation;
  relations: ReadonlySet<CaseRelation>;
  /** An exclusive command (return, recall, stop …) on the case is under way. */
  busy: boolean;
}

export type CaseRefusalCode =
  | "CASE_UNKNOWN"
  | "CASE_BUSY"
  | "WRONG_CASE_STATE"
  | "ALREADY_DECIDED"
  | "SUPPLEMENT_CLOSED"
  | "NOTHING_TO_DELIVER"
  | "ALREADY_DELIVERED"
  | "NOT_DELIVERED";

interface CaseRule {
  by: readonly CaseRelation[];
  in: readonly CaseState[];
  /** What is said where the case stands elsewhere. */
  otherwise: CaseRefusalCode;
}

const undecided: readonly CaseState[] = ["submitted", "running", "supplementing"];

/** The table. */
export const caseRules: Readonly<Record<CaseAction, CaseRule>> = {
  withdraw: { by: ["applicant"], in: undecided, otherwise: "ALREADY_DECIDED" },
  terminate: { by: ["leader"], in: undecided, otherwise: "ALREADY_DECIDED" },
  urge: { by: ["applicant", "handler", "leader"], in: ["submitted", "running"], otherwise: "WRONG_CASE_STATE" },
  answerSupplement: { by: ["applicant"], in: ["supplementing"], otherwise: "SUPPLEMENT_CLOSED" },
  deliver: { by: ["windowClerk", "handler"], in: ["closed"], otherwise: "WRONG_CASE_STATE" },
  archive: { by: ["archivist"], in: ["closed"], otherwise: "WRONG_CASE_STATE" },
};

/** Why an action is refused; null where it is allowed. */
export function caseRefusalOf(action: CaseAction, situation: CaseSituation): CaseRefusalCode | null {
  const { state, delivery, relations, busy } = situation;
  const rule = caseRules[action];
  if (!rule.by.some((relation) => relations.has(relation))) return "CASE_UNKNOWN";
  if (busy) return "CASE_BUSY";
  if (!rule.in.includes(state)) return rule.otherwise;
  if (action === "deliver" && delivery === "none") return "NOTHING_TO_DELIVER";
  if (action === "deliver" && delivery === "made") return "ALREADY_DELIVERED";
  return action === "archive" && delivery === "owed" ? "NOT_DELIVERED" : null;
}

/** What the person reads, and how the api answers. */
export function caseRefusalText(code: CaseRefusalCode, state: CaseState): { status: 404 | 409; message: string } {
  switch (code) {
    case "CASE_UNKNOWN":
      return { status: 404, message: "没有找到该案件，或您无权查看。" };
    case "CASE_BUSY":
      return { status: 409, message: "案件正在处理另一项操作，请稍后再试。" };
    case "WRONG_CASE_STATE":
      return { status: 409, message: `案件现为“${caseStates[state]}”，不能进行此项操作。` };
    case "ALREADY_DECIDED":
      return { status: 409, message: `案件现为“${caseStates[state]}”，决定作出后不能撤回或终止。` };
    case "SUPPLEMENT_CLOSED":
      return { status: 409, message: "该案件目前没有待答复的补正要求，请刷新页面。" };
    case "NOTHING_TO_DELIVER":
      return { status: 409, message: "本案没有需要送达的结果。" };
    case "ALREADY_DELIVERED":
      return { status: 409, message: "本案已登记送达，不能重复登记。" };
    case "NOT_DELIVERED":
      return { status: 409, message: "结果尚未送达，不能归档。" };
  }
}
