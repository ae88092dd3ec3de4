import { defineEntity } from "@mikro-orm/core";
import type { CaseOutcome, CaseState, Outcome, TaskKind, TaskState } from "#domain/platform/states.ts";
import { id, integer, key, lawDate, longText, shortText, time } from "../columns.ts";

/**
 * 案件. Created when an application is submitted. Its row is locked by every command on it, carries the head of its
 * audit chain, and copies what lists show. `instanceKey` and `definitionKey` are keys of the engine, text.
 */
export const CaseRecord = defineEntity({
  name: "caseRecord",
  properties: {
    id: id(),
    /** 受理/收件编号, unique, given at submission: `WG430523-2026-0001`. */
    caseNo: shortText(40).unique(),
    business: shortText(40),
    state: shortText(20).$type<CaseState>(),
    outcome: shortText(20).$type<CaseOutcome>().nullable(),
    title: shortText(200),
    /** JSON: up to four label/value pairs shown on a row or card. Never personal data of outside persons unmasked. */
    summary: longText(),
    regionCode: shortText(6),
    /** The centre that decides. */
    orgId: key(),
    applicantOrgId: key().nullable(),
    applicantPersonId: key(),
    applicantName: shortText(120),
    instanceKey: shortText(32).nullable(),
    definitionKey: shortText(32).nullable(),
    /** serviceMatter version in force at acceptance; its days and materials bind this case. */
    matterId: key(),
    /** 'YYYY-MM-DD': policy parameters of this day bind this case. */
    policyDate: shortText(10),
    submittedAt: time(),
    acceptedAt: time().nullable(),
    decidedAt: time().nullable(),
    closedAt: time().nullable(),
    archivedAt: time().nullable(),
    /** When the acceptance clock began anew, with the complete answer to 补正; null: it runs from the submission. */
    acceptSince: time().nullable(),
    /** 'YYYY-MM-DD', inclusive. */
    acceptDue: shortText(10).nullable(),
    /** When it was found that the acceptance passed without an act (视为受理); null where somebody acted. */
    deemedAt: time().nullable(),
    statutoryDue: shortText(10).nullable(),
    promisedDue: shortText(10).nullable(),
    version: integer(),
    /** The exclusive command (return, recall, stop …) that is under way; others get CASE_BUSY. */
    exclusiveCommandId: key().nullable(),
    auditCount: integer(),
    auditHead: shortText(64),
    /** Rows of the case in `journal`; the last one's number. */
    journalCount: integer().default(0),
  },
  indexes: [
    { properties: ["instanceKey"] },
    { properties: ["applicantOrgId", "submittedAt", "id"] },
    { properties: ["applicantPersonId", "submittedAt", "id"] },
    { properties: ["business", "state"] },
    { properties: ["state", "promisedDue"] },
  ],
});

/**
 * 任务: a row of the inbox. `openPool` is set only while pooled, `openAssignee` only while held; `sortDue` never null.
 * Times of law become the last millisecond of their day in Asia/Shanghai.
 */
export const Task = defineEntity({
  name: "task",
  properties: {
    id: id(),
    caseId: key(),
    kind: shortText(12).$type<TaskKind>(),
    /** Engine task key; null for kinds other than `engine`. */
    engineKey: shortText(32).nullable().unique(),
    node: shortText(60),
    nodeName: shortText(60),
    formId: shortText(100).nullable(),
    /** JSON: the node's settings (task headers) as deployed. */
    settings: longText(),
    state: shortText(12).$type<TaskState>(),
    poolId: key(),
    openPool: key().nullable(),
    openAssignee: key().nullable(),
    assigneeId: key().nullable(),
    previousTaskId: key().nullable(),
    sortDue: time(),
    receivedAt: time(),
    claimedAt: time().nullable(),
    openedAt: time().nullable(),
    endedAt: time().nullable(),
    version: integer(),
    business: shortText(40),
    caseNo: shortText(40),
    title: shortText(200),
    applicantName: shortText(120),
    summary: longText(),
    /** 催办: how often, and on which day ('YYYY-MM-DD') last. */
    urgeCount: integer().default(0),
    urgedOn: lawDate().nullable(),
  },
  indexes: [
    { properties: ["openPool", "sortDue", "id"] },
    { properties: ["openPool", "node", "sortDue", "id"] },
    { properties: ["openAssignee", "sortDue", "id"] },
    { properties: ["caseId"] },
  ],
});

/** 决定. Never deleted: one that did not take effect is `void` (未生效). */
export const Decision = defineEntity({
  name: "decision",
  properties: {
    id: id(),
    caseId: key(),
    taskId: key(),
    node: shortText(60),
    nodeName: shortText(60),
    personId: key(),
    accountId: key(),
    personName: shortText(60),
    orgName: shortText(120),
    outcome: shortText(20).$type<Outcome>(),
    opinion: longText(),
    /** The person's own words for passing something unusual (adjusted rows, exemption); null where not needed. */
    at: time(),
    state: shortText(10).$type<"effective" | "void">(),
  },
  indexes: [{ properties: ["caseId", "at"] }],
});

/** 表单数据, versioned per case and section; a section is a form id. The newest version counts. */
export const CaseForm = defineEntity({
  name: "caseForm",
  properties: {
    id: id(),
    caseId: key(),
    formId: shortText(100),
    version: integer(),
    data: longText(),
    personId: key(),
    at: time(),
  },
  uniques: [{ properties: ["caseId", "formId", "version"] }],
});

/** 草稿: of an application (`taskId` null) or of a decision under way (form and opinion). */
export const Draft = defineEntity({
  name: "draft",
  properties: {
    id: id(),
    personId: key(),
    orgId: key().nullable(),
    business: shortText(40),
    taskId: key().nullable(),
    title: shortText(200),
    data: longText(),
    version: integer(),
    updatedAt: time(),
    /** The case it became; it is then read-only and leaves the list. */
    caseId: key().nullable(),
  },
  uniques: [{ properties: ["personId", "taskId"] }],
  indexes: [{ properties: ["personId", "updatedAt"] }, { properties: ["caseId"] }],
});

export type ParticipationBox = "done" | "finished";
/** 已办/办结 per person; `at` is when the person finished it. One row a case and person, moved when the case is archived. */
export const Participation = defineEntity({
  name: "participation",
  properties: {
    personId: key().primary(),
    box: shortText(10).$type<ParticipationBox>().primary(),
    at: time().primary(),
    caseId: key().primary(),
    business: shortText(40),
    node: shortText(60),
    nodeName: shortText(60),
    /** Null where the person gave the case back without deciding. */
    outcome: shortText(20).$type<Outcome>().nullable(),
  },
  indexes: [{ properties: ["caseId"] }],
});

/** People who may not take a pooled task (separation, avoidance); written when the task is created. */
export const TaskExclusion = defineEntity({
  name: "taskExclusion",
  properties: { personId: key().primary(), taskId: key().primary(), reason: shortText(40) },
});

export type GrantLevel = "full" | "history" | "summary" | "applicant";
/** 案件权限: who may see this case, why and for how long (`until` null = while the reason lasts). */
export const CaseGrant = defineEntity({
  name: "caseGrant",
  properties: {
    id: id(),
    caseId: key(),
    personId: key(),
    why: shortText(20).$type<"holder" | "formerHolder" | "copy" | "applicant" | "leader" | "archivist" | "deliverer">(),
    level: shortText(12).$type<GrantLevel>(),
    taskId: key().nullable(),
    since: time(),
    until: time().nullable(),
  },
  indexes: [{ properties: ["caseId", "personId"] }, { properties: ["personId"] }],
});

/** 流转记录 of the engine, the same on both engines: user tasks, jobs and scopes. */
export const Journal = defineEntity({
  name: "journal",
  properties: {
    id: id(),
    caseId: key(),
    n: integer(),
    kind: shortText(10).$type<"task" | "job" | "scope">(),
    element: shortText(60),
    elementInstance: shortText(32),
    scope: shortText(32),
    enteredAt: time(),
    leftAt: time().nullable(),
    how: shortText(12).$type<"completed" | "canceled">().nullable(),
    personId: key().nullable(),
  },
  uniques: [{ properties: ["caseId", "n"] }],
  indexes: [{ properties: ["caseId", "elementInstance"] }],
});

/** 通知: 待阅 until `readAt`. */
export const Notice = defineEntity({
  name: "notice",
  properties: {
    id: id(),
    personId: key(),
    caseId: key().nullable(),
    kind: shortText(30),
    text: shortText(300),
    at: time(),
    readAt: time().nullable(),
  },
  indexes: [{ properties: ["personId", "readAt", "at"] }, { properties: ["personId", "at"] }],
});
