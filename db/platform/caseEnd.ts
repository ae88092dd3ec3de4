import { defineEntity } from "@mikro-orm/core";
import type { DeliveryWay } from "#domain/platform/caseEnd.ts";
import { id, integer, key, lawDate, longText, shortText, time } from "../columns.ts";

/** 送达: owed from the end of a case whose result goes to its applicant; `deliveredOn` null until it has reached them. */
export const Delivery = defineEntity({
  name: "delivery",
  properties: {
    caseId: key().primary(),
    /** The last day: ten working days from the decision (行政许可法 art 44). */
    due: lawDate(),
    way: shortText(12).$type<DeliveryWay>().nullable(),
    receiver: shortText(60).nullable(),
    reference: shortText(100).nullable(),
    deliveredOn: lawDate().nullable(),
    /** Who recorded it; the applicant's clerk where they took it from the electronic door. */
    personId: key().nullable(),
    at: time().nullable(),
  },
  indexes: [{ properties: ["deliveredOn", "caseId"] }],
});

/** 案卷: a case in the archive. `hash` is the sha-256 over its index; nothing of it changes any more. */
export const ArchiveVolume = defineEntity({
  name: "archiveVolume",
  properties: {
    id: id(),
    caseId: key().unique(),
    /** 档号. */
    number: shortText(80),
    hash: shortText(64),
    archivedAt: time(),
    /** The archivist; null where it was archived by itself. */
    personId: key().nullable(),
  },
});

/** 卷内文件. What lies in storage is named by its hash; what the database alone held is kept as canonical JSON. */
export const ArchiveEntry = defineEntity({
  name: "archiveEntry",
  properties: {
    volumeId: key().primary(),
    n: integer().primary(),
    kind: shortText(12).$type<"document" | "material" | "form" | "record">(),
    title: shortText(300),
    mediaType: shortText(100),
    hash: shortText(64),
    size: integer(),
    content: longText().nullable(),
  },
});
