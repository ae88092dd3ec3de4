import { engineTables } from "#engine/embedded/tables.ts";
import { managementRoomsEntities } from "./management-rooms.ts";
import * as caseActs from "./platform/caseActs.ts";
import * as caseEnd from "./platform/caseEnd.ts";
import * as cases from "./platform/cases.ts";
import * as kernel from "./platform/kernel.ts";
import * as live from "./platform/live.ts";
import * as matters from "./platform/matters.ts";
import * as people from "./platform/people.ts";
import * as reminders from "./platform/reminders.ts";
import * as supplements from "./platform/supplements.ts";
import * as buildings from "./registers/buildings.ts";
import { surveyFilingEntities } from "./survey-filing.ts";

/** Every table of the platform. A business adds its own list here. */
export const entities = [
  ...Object.values(people),
  ...Object.values(cases),
  ...Object.values(caseActs),
  ...Object.values(caseEnd),
  ...Object.values(kernel),
  ...Object.values(live),
  ...Object.values(matters),
  ...Object.values(reminders),
  ...Object.values(supplements),
  ...Object.values(buildings),
  ...surveyFilingEntities,
  ...managementRoomsEntities,
  ...engineTables,
] as const;
