import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, longText, shortText, time } from "../columns.ts";

/** 行政区划. `code` is the six-digit GB/T 2260 code. */
export const Region = defineEntity({
  name: "region",
  properties: { code: shortText(6).primary(), name: shortText(60), parentCode: shortText(6).nullable() },
});

export type OrgKind = "centre" | "section" | "developer" | "bank" | "property" | "termite" | "surveyor";
/** 组织机构: the housing centre, its sections, and the companies outside. `code` is unique and is what a diagram names. */
export const Org = defineEntity({
  name: "org",
  properties: {
    id: id(),
    code: shortText(40).unique(),
    name: shortText(120),
    kind: shortText(20).$type<OrgKind>(),
    parentId: key().nullable(),
    regionCode: shortText(6),
    /** Set when it was dissolved; its people then hold no pool. */
    closedAt: time().nullable(),
  },
});

/** 自然人. Everything that counts people (separation, grants, exclusions) counts rows of this table, never accounts. */
export const Person = defineEntity({
  name: "person",
  properties: {
    id: id(),
    name: shortText(60),
    kind: shortText(10).$type<"staff" | "outside">(),
    idNumber: longText().nullable(),
    idNumberIndex: shortText(64).nullable(),
    phone: longText().nullable(),
    phoneIndex: shortText(64).nullable(),
  },
  indexes: [{ properties: ["idNumberIndex"] }],
});

/** 账号. A person may have several; each belongs to one organisation. */
export const Account = defineEntity({
  name: "account",
  properties: {
    id: id(),
    login: shortText(60).unique(),
    personId: key(),
    orgId: key(),
    passwordHash: shortText(200),
    passwordAt: time(),
    /** 1 while the password was set by somebody else and has to be changed at the next login. */
    mustChangePassword: integer(),
    disabledAt: time().nullable(),
    lastLoginAt: time().nullable(),
  },
  indexes: [{ properties: ["personId"] }],
});

/** Former password hashes, newest five kept (SEC-01). */
export const PasswordHistory = defineEntity({
  name: "passwordHistory",
  properties: { id: id(), accountId: key(), passwordHash: shortText(200), at: time() },
  indexes: [{ properties: ["accountId"] }],
});

/** Failed attempts per account and per source; `subject` is `account:<id>` or `source:<blind index of the address>`. */
export const LoginThrottle = defineEntity({
  name: "loginThrottle",
  properties: {
    subject: shortText(100).primary(),
    failures: integer(),
    lastAt: time(),
    blockedUntil: time().nullable(),
  },
});

/** 会话. `tokenHash` is the SHA-256 of the cookie's token; the token itself is nowhere stored. */
export const Session = defineEntity({
  name: "session",
  properties: {
    tokenHash: shortText(64).primary(),
    accountId: key(),
    /** Desk or phone: one session of each kind a person (SEC-01). */
    device: shortText(10).$type<"desk" | "phone">(),
    csrf: shortText(64),
    createdAt: time(),
    lastSeenAt: time(),
    endedAt: time().nullable(),
  },
  indexes: [{ properties: ["accountId"] }],
});

/**
 * 任职: a person holds a role in an organisation from … until. `role` is a code of `domain/platform/roles.ts`.
 * `live` is 1 while it holds and null afterwards, so that (person, role, org) is held once.
 */
export const Position = defineEntity({
  name: "position",
  properties: {
    id: id(),
    personId: key(),
    orgId: key(),
    role: shortText(40),
    since: time(),
    until: time().nullable(),
    live: integer().nullable(),
  },
  uniques: [{ properties: ["personId", "orgId", "role", "live"] }],
  indexes: [{ properties: ["orgId", "role"] }],
});
