import { defineEntity } from "@mikro-orm/core";
import { id, key, time } from "../columns.ts";

/**
 * 变更: what open desks are told, as hints. A row names a case (whoever may see it is told) or a person. `at` is the
 * database's time, which alone is compared. Rows live two minutes.
 */
export const ChangeFeed = defineEntity({
  name: "changeFeed",
  properties: { id: id(), caseId: key().nullable(), personId: key().nullable(), at: time() },
  indexes: [{ properties: ["at"] }],
});
