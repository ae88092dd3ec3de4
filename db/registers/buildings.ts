import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, longText, shortText, time } from "../columns.ts";

/** 开发企业. Company data as the seed's 所属项目确定 shows them; phones encrypted. */
export const Developer = defineEntity({
  name: "developer",
  properties: {
    id: id(),
    orgId: key().unique(),
    uscc: shortText(18).unique(),
    name: shortText(120),
    /** 万元. */
    registeredCapital: integer(),
    companyType: shortText(40),
    qualificationNo: shortText(40),
    qualificationGrade: shortText(20),
    businessLicenceNo: shortText(40),
    legalRepresentative: shortText(60),
    legalRepresentativePhone: longText(),
    generalManager: shortText(60).nullable(),
    officePhone: shortText(30),
    membership: shortText(20).nullable(),
    postcode: shortText(6),
    establishedOn: shortText(10),
    address: shortText(200),
    website: shortText(120).nullable(),
    remarks: shortText(300).nullable(),
  },
});

/** 项目. Areas in hundredths of m². */
export const Project = defineEntity({
  name: "project",
  properties: {
    id: id(),
    developerId: key(),
    regionCode: shortText(6),
    name: shortText(120),
    address: shortText(200),
    grossArea: key(),
    aboveGroundArea: key(),
    undergroundArea: key(),
    siteArea: key().nullable(),
    buildingCount: integer(),
    phaseCount: integer(),
  },
  indexes: [{ properties: ["developerId"] }],
});

/** 幢. Exists from its first filed survey on. Its key and its units' keys are permanent (SUR-33). */
export const Building = defineEntity({
  name: "building",
  properties: {
    id: id(),
    regionCode: shortText(6),
    projectId: key().nullable(),
    developerId: key(),
    surveyNo: shortText(40).unique(),
    number: shortText(20),
    name: shortText(120),
    location: shortText(200),
    at: time(),
  },
  indexes: [{ properties: ["developerId"] }, { properties: ["projectId"] }],
});

export type SurveyStage = "pre" | "asBuilt";
/** 测绘成果 as filed. `liveStage` = `<buildingId>:<stage>` while it is the one live filing of its stage, else null. */
export const SurveyResult = defineEntity({
  name: "surveyResult",
  properties: {
    id: id(),
    buildingId: key(),
    stage: shortText(8).$type<SurveyStage>(),
    version: integer(),
    liveStage: shortText(40).nullable().unique(),
    surveyCaseNo: shortText(40),
    caseId: key().unique(),
    filingNumber: shortText(80),
    /** JSON: building data and conclusions of the survey (`domain/surveyTables`). */
    buildingData: longText(),
    /** JSON: zones with their exact K. */
    zones: longText(),
    grossArea: key(),
    interiorArea: key(),
    sharedArea: key(),
    unitCount: integer(),
    filedAt: time(),
  },
  indexes: [{ properties: ["buildingId"] }],
});

/** 分层 rows of a survey. Areas in hundredths of m². */
export const SurveyFloor = defineEntity({
  name: "surveyFloor",
  properties: {
    id: id(),
    surveyId: key(),
    position: integer(),
    floor: shortText(20),
    grossArea: key(),
    interiorArea: key(),
    balconyArea: key(),
    commonArea: key(),
    halfWallArea: key(),
    /** Hundredths of a metre; null where the survey gives none. */
    storeyHeight: integer().nullable(),
    structure: shortText(40).nullable(),
    description: shortText(200).nullable(),
  },
  indexes: [{ properties: ["surveyId", "position"] }],
});

export type SaleState =
  | "notForSale"
  | "forSale"
  | "reserved"
  | "qualifying"
  | "signing"
  | "signed"
  | "filed"
  | "delivered";
export type RegistrationState = "none" | "advanceNotice" | "firstRegistration" | "transferred";
/** 户室: permanent; what a survey measured of it stands in `surveyUnit`. */
export const Unit = defineEntity({
  name: "unit",
  properties: {
    id: id(),
    buildingId: key(),
    roomNo: shortText(30),
    stairUnit: shortText(20),
    saleState: shortText(12).$type<SaleState>(),
    registrationState: shortText(20).$type<RegistrationState>(),
    realEstateUnitNo: shortText(28).nullable().unique(),
    /** 1 while it exists; null after split, merge or removal, so that a room number lives once. */
    live: integer().nullable(),
    version: integer(),
  },
  uniques: [{ properties: ["buildingId", "stairUnit", "roomNo", "live"] }],
});

/** 户室对照表 rows of a survey, linked to the permanent unit. Areas in hundredths of m². */
export const SurveyUnit = defineEntity({
  name: "surveyUnit",
  properties: {
    id: id(),
    surveyId: key(),
    unitId: key(),
    position: integer(),
    floor: shortText(20),
    nominalFloor: shortText(20),
    actualFloor: integer(),
    zone: shortText(40),
    grossArea: key(),
    interiorArea: key(),
    balconyArea: key(),
    sharedArea: key(),
    houseUse: shortText(20),
    layout: shortText(30).nullable(),
    structure: shortText(40).nullable(),
    walls: shortText(100).nullable(),
    adjusted: integer(),
    planFileId: key().nullable(),
  },
  uniques: [{ properties: ["surveyId", "unitId"] }],
  indexes: [{ properties: ["unitId"] }],
});

export type RestrictionKind =
  | "SEIZED"
  | "MORTGAGED"
  | "OBJECTION"
  | "ADMIN_LOCK"
  | "AUTO_LOCK"
  | "PM_ROOM"
  | "RELOCATION"
  | "SELF_HELD";
/** 限制 on a unit. `liveKey` = `<unitId>:<kind>` while it holds. */
export const UnitRestriction = defineEntity({
  name: "unitRestriction",
  properties: {
    id: id(),
    unitId: key(),
    kind: shortText(12).$type<RestrictionKind>(),
    liveKey: shortText(40).nullable().unique(),
    caseId: key(),
    since: time(),
    until: time().nullable(),
  },
  indexes: [{ properties: ["unitId"] }, { properties: ["caseId"] }],
});

/** 变更历史 of a unit: every change with the case that made it (CON-11). */
export const UnitEvent = defineEntity({
  name: "unitEvent",
  properties: {
    id: id(),
    unitId: key(),
    caseId: key(),
    at: time(),
    what: shortText(40),
    before: shortText(200).nullable(),
    after: shortText(200).nullable(),
  },
  indexes: [{ properties: ["unitId", "at"] }],
});
