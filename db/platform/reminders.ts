import { defineEntity } from "@mikro-orm/core";
import type { RemindedClock, ReminderLevel } from "#domain/platform/reminders.ts";
import { id, key, lawDate, shortText, time } from "../columns.ts";

/**
 * 提醒: what was reminded of, once for ever: one row per clock and level, counted from the day the clock began (`since`),
 * so that a restarted clock reminds anew and a machine's clock set back does not.
 */
export const Reminder = defineEntity({
  name: "reminder",
  properties: {
    id: id(),
    /** 0: the calendar, which belongs to no case. */
    caseId: key(),
    /** The task whose own time it is, the centre whose calendar; 0: the case itself. */
    subjectId: key(),
    clock: shortText(12).$type<RemindedClock>(),
    level: shortText(12).$type<ReminderLevel>(),
    since: lawDate(),
    at: time(),
  },
  uniques: [{ properties: ["caseId", "subjectId", "clock", "level", "since"] }],
});
