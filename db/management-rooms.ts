import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, shortText, time } from "./columns.ts";

/** 物管用房确认 register: one row a confirmation (PMR-06). Areas in hundredths of m². */
export const PmRoomConfirmation = defineEntity({
  name: "pmRoomConfirmation",
  properties: {
    id: id(),
    caseId: key().unique(),
    buildingId: key(),
    projectId: key(),
    number: shortText(80).unique(),
    requiredArea: key(),
    providedArea: key(),
    committeeArea: key(),
    unitCount: integer(),
    exemption: shortText(300).nullable(),
    confirmedAt: time(),
    endedAt: time().nullable(),
  },
  indexes: [{ properties: ["buildingId"] }, { properties: ["projectId"] }],
});

/** The units a management-rooms case asks to confirm; intake until the worker locks them. */
export const PmRoomUnit = defineEntity({
  name: "pmRoomUnit",
  properties: {
    caseId: key().primary(),
    unitId: key().primary(),
    forCommittee: integer(),
  },
  indexes: [{ properties: ["unitId"] }],
});

export const managementRoomsEntities = [PmRoomConfirmation, PmRoomUnit];
