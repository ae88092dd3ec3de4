import { defineEntity } from "@mikro-orm/core";
import { id, integer, key, longText, shortText, time } from "../columns.ts";

/** 事项: what a public matter promises; versioned, a case keeps the version it was accepted under. */
export const ServiceMatter = defineEntity({
  name: "serviceMatter",
  properties: {
    id: id(),
    business: shortText(40),
    regionCode: shortText(6),
    version: integer(),
    name: shortText(80),
    /** 许可 | 备案 | 确认 | 给付. */
    kind: shortText(12).$type<"permit" | "filing" | "confirmation" | "benefit">(),
    /** JSON: `{ law, article, text }[]`. */
    legalBasis: longText(),
    acceptanceDays: integer(),
    statutoryDays: integer(),
    promisedDays: integer(),
    deliveryDays: integer(),
    /** JSON: `Material[]` of `domain/platform/matters.ts`. */
    materials: longText(),
    /** JSON: `{ kind, name }[]`: the documents it ends in. */
    results: longText(),
    validFrom: shortText(10),
    validUntil: shortText(10).nullable(),
  },
  uniques: [{ properties: ["business", "regionCode", "version"] }],
});

/** 政策参数: a county's figure with its legal basis and validity (dates inclusive, 'YYYY-MM-DD'). */
export const PolicyParameter = defineEntity({
  name: "policyParameter",
  properties: {
    id: id(),
    regionCode: shortText(6),
    name: shortText(60),
    value: longText(),
    unit: shortText(20),
    legalBasis: shortText(300),
    validFrom: shortText(10),
    validUntil: shortText(10).nullable(),
  },
  uniques: [{ properties: ["regionCode", "name", "validFrom"] }],
});

/** 工作日历: days that differ from what `chinese-days` says. */
export const CalendarDay = defineEntity({
  name: "calendarDay",
  properties: {
    regionCode: shortText(6).primary(),
    date: shortText(10).primary(),
    workday: integer(),
    note: shortText(120),
  },
});

/** 查看个人信息的理由: every full view outside a held case, with the reason given. */
export const FullView = defineEntity({
  name: "fullView",
  properties: { id: id(), personId: key(), subject: shortText(60), reason: shortText(200), at: time() },
});
