import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, lawDate, shortText, time } from "../columns.ts";

/**
 * 变更: what open desks are told, as hints. A row names a case (whoever may see it is told) or a person. `at` is the
 * database's time, which alone is compared. Rows live two minutes.
 */
export const ChangeFeed = defineEntity({
  name: "changeFeed",
  properties: { id: id(), caseId: key().nullable(), personId: key().nullable(), at: time() },
  indexes: [{ properties: ["at"] }],
});

/** What changed a case's acceptance clock: its restart (补正 answered in full) and 视为受理. No row: neither happened. */
export const CaseClock = defineEntity({
  name: "caseClock",
  properties: { caseId: key().primary(), receivedAt: time().nullable(), deemedAt: time().nullable() },
});

/**
 * 提醒: what was reminded of, once for ever: one row per clock and level, counted from the day that clock began
 * (`since`), so that a restarted clock reminds anew and a clock set back does not. `taskId` 0: the case itself.
 */
export const Reminder = defineEntity({
  name: "reminder",
  properties: {
    id: id(),
    caseId: key(),
    taskId: key(),
    clock: shortText(12).$type<"acceptance" | "decision" | "node" | "delivery">(),
    level: shortText(12).$type<"day3" | "day5" | "deemed" | "amber" | "red" | "late">(),
    since: lawDate(),
    due: lawDate(),
    workingDaysLeft: integer(),
    at: time(),
  },
  uniques: [{ properties: ["caseId", "taskId", "clock", "level", "since"] }],
});
