import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, longText, shortText, time } from "../columns.ts";

/** 命令. (person, requestId) is unique: a repeat answers `result`, the same id with another body is refused. Kept 7 days. */
export const Command = defineEntity({
  name: "command",
  properties: {
    id: id(),
    personId: key(),
    requestId: shortText(64),
    kind: shortText(30),
    caseId: key().nullable(),
    bodyHash: shortText(64),
    state: shortText(10).$type<"accepted" | "applied" | "rejected">(),
    result: longText(),
    at: time(),
    settledAt: time().nullable(),
  },
  uniques: [{ properties: ["personId", "requestId"] }],
  indexes: [{ properties: ["at"] }],
});

/** 候选池: interned (rule × region × organisation). `rule` is the role code. A task has exactly one. */
export const Pool = defineEntity({
  name: "pool",
  properties: { id: id(), rule: shortText(60), regionCode: shortText(6), orgId: key(), name: shortText(120) },
  uniques: [{ properties: ["rule", "regionCode", "orgId"] }],
});

/** Who serves a pool; kept up when positions change. */
export const PoolMember = defineEntity({
  name: "poolMember",
  properties: { personId: key().primary(), poolId: key().primary() },
  indexes: [{ properties: ["poolId"] }],
});

/** 序号: the last number taken of (kind, region, year). Locked last, just before the commit. */
export const Sequence = defineEntity({
  name: "sequence",
  properties: {
    kind: shortText(30).primary(),
    regionCode: shortText(6).primary(),
    year: integer().primary(),
    last: integer(),
  },
});

/** 编号: every number ever taken; used or 作废, never missing. */
export const IssuedNumber = defineEntity({
  name: "issuedNumber",
  properties: {
    id: id(),
    kind: shortText(30),
    regionCode: shortText(6),
    year: integer(),
    n: integer(),
    text: shortText(80),
    caseId: key().nullable(),
    state: shortText(10).$type<"used" | "void">(),
    at: time(),
  },
  uniques: [{ properties: ["kind", "regionCode", "year", "n"] }, { properties: ["kind", "text"] }],
});

/** Blocks of primary keys handed to processes. */
export const IdBlock = defineEntity({
  name: "idBlock",
  properties: { name: shortText(20).primary(), next: key() },
});

/** 审计: append-only, chained per stream (`case:<id>` or `org:<id>`). `hash` covers all other columns and `previous`. */
export const AuditEntry = defineEntity({
  name: "auditEntry",
  properties: {
    id: id(),
    stream: shortText(40),
    n: integer(),
    at: time(),
    actor: shortText(40),
    act: shortText(40),
    /** JSON without personal content; what is personal hangs beside by hash. */
    facts: longText(),
    contentHash: shortText(64).nullable(),
    previous: shortText(64),
    hash: shortText(64),
  },
  uniques: [{ properties: ["stream", "n"] }],
  indexes: [{ properties: ["at"] }],
});

/** Personal content of an audit entry, so that lawful erasure leaves the chain whole. */
export const AuditContent = defineEntity({
  name: "auditContent",
  properties: { hash: shortText(64).primary(), content: longText() },
});

/** Heads of the streams that belong to no case; a case keeps its head in its own row. */
export const AuditStream = defineEntity({
  name: "auditStream",
  properties: { stream: shortText(40).primary(), n: integer(), head: shortText(64) },
});

/**
 * 锚点: written each minute over the heads that changed (`auditAnchorHead`), chained by `previous` and signed with a key
 * outside the database. See `approval/anchors.ts`.
 */
export const AuditAnchor = defineEntity({
  name: "auditAnchor",
  properties: {
    n: key().primary(),
    at: time(),
    heads: integer(),
    root: shortText(64),
    previous: shortText(64),
    hash: shortText(64),
    keyId: shortText(20),
    /** Ed25519, base64url. */
    signature: shortText(100),
  },
});

/** A head that an anchor covers: entry `n` of the stream had the hash `head`. */
export const AuditAnchorHead = defineEntity({
  name: "auditAnchorHead",
  properties: { stream: shortText(40).primary(), n: integer().primary(), anchor: key(), head: shortText(64) },
  indexes: [{ properties: ["anchor"] }],
});

/** What one process at a time does; `until` by the database's clock. */
export const Lease = defineEntity({
  name: "lease",
  properties: { name: shortText(40).primary(), holder: shortText(60), until: time() },
});

/** 上传文件: content lies in storage under `hash`; the hash is never the key of access. */
export const StoredFile = defineEntity({
  name: "storedFile",
  properties: {
    id: id(),
    hash: shortText(64),
    name: shortText(200),
    mediaType: shortText(100),
    size: integer(),
    personId: key(),
    at: time(),
  },
  indexes: [{ properties: ["hash"] }],
});

/**
 * 材料: a file in its slot of an application; belongs to a draft, then to the case the draft became. One of an answer to
 * 补正 has the round it was uploaded for, and the case once the answer is given.
 */
export const Material = defineEntity({
  name: "material",
  properties: {
    id: id(),
    draftId: key().nullable(),
    caseId: key().nullable(),
    roundId: key().nullable(),
    slot: shortText(40),
    fileId: key(),
    at: time(),
    removedAt: time().nullable(),
  },
  indexes: [{ properties: ["draftId"] }, { properties: ["caseId"] }, { properties: ["roundId"] }],
});

/** 文书: every rendered document with its own number; `content` is what it was rendered from (JSON). */
export const CaseDocument = defineEntity({
  name: "caseDocument",
  properties: {
    id: id(),
    caseId: key(),
    kind: shortText(30),
    /** Which of several of this kind in the case: the round of a 补正告知书. 0 where there is only one. */
    round: integer().default(0),
    title: shortText(80),
    number: shortText(80),
    content: longText(),
    /** sha-256 of the template's text (`documentTemplate`); null on rows older than templates. */
    templateHash: shortText(64).nullable(),
    fileHash: shortText(64).nullable(),
    size: integer().nullable(),
    at: time(),
    printCount: integer(),
  },
  uniques: [{ properties: ["caseId", "kind", "round"] }, { properties: ["kind", "number"] }],
});

/** 文书模板: every wording that was ever in force, so that a document can be traced to it. */
export const DocumentTemplate = defineEntity({
  name: "documentTemplate",
  properties: {
    kind: shortText(30).primary(),
    hash: shortText(64).primary(),
    text: longText(),
    source: shortText(10).$type<"county" | "builtin">(),
    /** When a process first started with it. */
    since: time(),
  },
});

export type ChoreKind = "draw" | "approvalSheet" | "archive";
/**
 * 后台事务: what the platform itself still has to do for a case, at `dueAt` or as soon as it can. Written by the
 * transaction that causes it, removed by the one that does it; outlives every process.
 */
export const Chore = defineEntity({
  name: "chore",
  properties: {
    id: id(),
    caseId: key(),
    kind: shortText(20).$type<ChoreKind>(),
    /** The document to draw; null for other kinds. */
    documentId: key().nullable(),
    dueAt: time(),
    /** How often it failed; each failure puts it off. */
    failures: integer(),
  },
  indexes: [{ properties: ["dueAt"] }, { properties: ["caseId"] }],
});

export type CertificateState = "valid" | "changed" | "reissued" | "cancelled" | "revoked" | "void";
/** 证照: what the verify page answers from. `token` is 128 random bits, 32 hex digits; `publicFacts` is already masked. */
export const Certificate = defineEntity({
  name: "certificate",
  properties: {
    id: id(),
    kind: shortText(30),
    number: shortText(80),
    token: shortText(32).unique(),
    caseId: key(),
    state: shortText(12).$type<CertificateState>(),
    publicFacts: longText(),
    issuedAt: time(),
    endedAt: time().nullable(),
  },
  uniques: [{ properties: ["kind", "number"] }],
  indexes: [{ properties: ["caseId"] }],
});
