import { defineEntity } from "@mikro-orm/core";
import { id, key, longText, shortText, time } from "../columns.ts";

export type CaseActKind = "return" | "recall" | "withdraw" | "terminate" | "transfer";
/**
 * 案件操作: what moved a case otherwise than by a decision, with its reason; shown between the decisions. `node` is where
 * it was done ("" on the case as a whole), `target` the node that a return went back to, `targetName` its name or
 * the person to whom a task was handed. Never changed.
 */
export const CaseAct = defineEntity({
  name: "caseAct",
  properties: {
    id: id(),
    caseId: key(),
    kind: shortText(12).$type<CaseActKind>(),
    taskId: key().nullable(),
    node: shortText(60),
    nodeName: shortText(60),
    target: shortText(60).nullable(),
    targetName: shortText(60).nullable(),
    personId: key(),
    personName: shortText(60),
    orgName: shortText(120),
    reason: longText(),
    at: time(),
  },
  indexes: [{ properties: ["caseId", "at"] }],
});
