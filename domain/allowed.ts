import type { Phase, TaskKind, TaskState } from "./platform/states.ts";

/**
 * The one table of what may be done with a task (`docs/approval.md` "Actions"). Pure: what is true of the task, the
 * case and the person goes in, a refusal or null comes out. A new action is a new row.
 */

export const taskActions = [
  "open",
  "claim",
  "release",
  "saveDraft",
  "decide",
  "transfer",
  "copy",
  "supplement",
  "endSupplement",
  "return",
] as const;
export type TaskAction = (typeof taskActions)[number];

/** What a person is to a task. `excluded`: serves its pool but may not take it (separation, avoidance). */
export const relations = ["holder", "candidate", "excluded", "stranger"] as const;
export type Relation = (typeof relations)[number];

export interface Situation {
  kind: TaskKind;
  state: TaskState;
  relation: Relation;
  /** What its node does in the case (header `phase`). */
  phase: Phase;
  /** What its node offers beyond the handling itself (header `actions`); null: all that its phase allows. */
  offered: readonly string[] | null;
  /** Somebody else ended it. */
  endedByAnother: boolean;
  /** An exclusive command (return, recall, stop …) on the case is under way. */
  busy: boolean;
}

export type RefusalCode =
  | "TASK_UNKNOWN"
  | "TASK_TAKEN"
  | "STALE_TASK"
  | "TASK_PARKED"
  | "CLAIM_FIRST"
  | "SEPARATION"
  | "NOT_AT_ACCEPTANCE"
  | "NOT_OFFERED"
  | "CASE_BUSY";

interface Rule {
  /** Who may, and in which states. */
  by: Partial<Record<Relation, readonly TaskState[]>>;
  kinds: readonly TaskKind[];
  /** Only at nodes of this phase; at all where left out. */
  phase?: Phase;
  /** Reads pass while an exclusive command is under way; writes wait. */
  writes: boolean;
}

const everyKind: readonly TaskKind[] = ["engine", "signer", "asked", "supplement"];
const held: readonly TaskState[] = ["active", "parked"];

/** No node can take these away. */
const always: readonly TaskAction[] = ["open", "claim", "release", "saveDraft", "decide", "endSupplement"];

/** The table. */
export const rules: Readonly<Record<TaskAction, Rule>> = {
  open: { by: { holder: held, candidate: ["pooled"] }, kinds: everyKind, writes: false },
  claim: { by: { candidate: ["pooled"] }, kinds: ["engine", "supplement"], writes: true },
  release: { by: { holder: ["active"] }, kinds: ["engine", "supplement"], writes: true },
  saveDraft: { by: { holder: held }, kinds: everyKind, writes: true },
  decide: { by: { holder: ["active"] }, kinds: ["engine"], writes: true },
  transfer: { by: { holder: ["active"] }, kinds: ["engine"], writes: true },
  copy: { by: { holder: held }, kinds: ["engine"], writes: true },
  supplement: { by: { holder: ["active"] }, kinds: ["engine"], phase: "acceptance", writes: true },
  endSupplement: { by: { holder: ["parked"] }, kinds: ["engine"], phase: "acceptance", writes: true },
  return: { by: { holder: ["active"] }, kinds: ["engine"], writes: true },
};

/** Why an action is refused; null where it is allowed. */
export function refusalOf(action: TaskAction, situation: Situation): RefusalCode | null {
  const { by, kinds, phase, writes } = rules[action];
  const { relation, state } = situation;
  if (relation === "stranger" || !kinds.includes(situation.kind)) return "TASK_UNKNOWN";
  if (!by[relation]?.includes(state)) return wrongMoment(action, situation);
  if (phase !== undefined && phase !== situation.phase) return "NOT_AT_ACCEPTANCE";
  if (situation.offered && !always.includes(action) && !situation.offered.includes(action)) return "NOT_OFFERED";
  return writes && situation.busy ? "CASE_BUSY" : null;
}

/** The person may know the task, but not do this with it now. */
function wrongMoment(action: TaskAction, { relation, state, endedByAnother }: Situation): RefusalCode {
  if (relation === "holder") return state === "parked" && action !== "claim" ? "TASK_PARKED" : "STALE_TASK";
  if (held.includes(state) || endedByAnother) return "TASK_TAKEN";
  if (state !== "pooled") return "STALE_TASK";
  return relation === "excluded" ? "SEPARATION" : "CLAIM_FIRST";
}

export const isAllowed = (action: TaskAction, situation: Situation): boolean => refusalOf(action, situation) === null;

/** What the person reads, and how the api answers. */
export const refusalTexts: Readonly<Record<RefusalCode, { status: 403 | 404 | 409; message: string }>> = {
  TASK_UNKNOWN: { status: 404, message: "没有找到该任务，或您无权办理。" },
  TASK_TAKEN: { status: 409, message: "已由他人办理。" },
  STALE_TASK: { status: 409, message: "任务已发生变化，请刷新后再试。" },
  TASK_PARKED: { status: 409, message: "任务正在等待他人答复，暂不能办理。" },
  CLAIM_FIRST: { status: 409, message: "请先领取任务再办理。" },
  SEPARATION: { status: 403, message: "您已参与本案其他环节或与申请人有关，不能办理此环节。" },
  NOT_AT_ACCEPTANCE: { status: 409, message: "只有收件环节可以要求补正。" },
  NOT_OFFERED: { status: 409, message: "本环节未设置此项操作。" },
  CASE_BUSY: { status: 409, message: "案件正在处理另一项操作，请稍后再试。" },
};
