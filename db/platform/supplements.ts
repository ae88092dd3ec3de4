import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, lawDate, longText, shortText, time } from "../columns.ts";

export type HoldKind = "supplement";
/**
 * 挂起: why a task is parked, from … until (null while it lasts). State of the platform, not of the engine: the case's
 * state and its clocks are derived from it.
 */
export const Hold = defineEntity({
  name: "hold",
  properties: {
    id: id(),
    caseId: key(),
    taskId: key(),
    kind: shortText(20).$type<HoldKind>(),
    since: time(),
    until: time().nullable(),
    reason: shortText(500),
    /** The task's due when it was parked: what was left of it then is left when it goes on. */
    taskDue: time(),
  },
  indexes: [{ properties: ["caseId"] }, { properties: ["taskId"] }],
});

/**
 * 补正 (一次性告知, 行政许可法 art 32): one complete list. Open while `answeredAt` and `endedAt` are null; a case has at
 * most one open round. Who asked stands as written in the notice.
 */
export const SupplementRound = defineEntity({
  name: "supplementRound",
  properties: {
    id: id(),
    caseId: key(),
    taskId: key(),
    holdId: key(),
    /** Counted from 1 in its case. */
    round: integer(),
    askedAt: time(),
    personId: key(),
    personName: shortText(60),
    orgName: shortText(120),
    /** Until when an answer is asked for; nothing lapses by itself. */
    due: lawDate(),
    answeredAt: time().nullable(),
    answeredBy: key().nullable(),
    /** Ended without an answer: by the handler, or together with the task. */
    endedAt: time().nullable(),
    endReason: shortText(500).nullable(),
  },
  uniques: [{ properties: ["caseId", "round"] }],
});

/** One thing asked for. `slot` names a material, null means something else. */
export const SupplementItem = defineEntity({
  name: "supplementItem",
  properties: {
    id: id(),
    roundId: key(),
    n: integer(),
    slot: shortText(40).nullable(),
    text: shortText(500),
    answer: longText().nullable(),
  },
  uniques: [{ properties: ["roundId", "n"] }],
});
