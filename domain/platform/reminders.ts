/** What is reminded of; `calendar`: the holidays of the coming year are not in the table. */
export const remindedClocks = {
  acceptance: "受理期限",
  decision: "承诺办结期限",
  statutory: "法定办结期限",
  node: "环节时限",
  delivery: "送达期限",
  calendar: "节假日安排",
} as const;
export type RemindedClock = keyof typeof remindedClocks;

/** How far a clock has run, each list in its order; one that was reminded of is never followed by one before it. */
export const reminderLevels = ["day3", "day5", "amber", "red", "late", "missing"] as const;
export type ReminderLevel = (typeof reminderLevels)[number];
