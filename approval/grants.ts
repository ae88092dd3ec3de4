import type { OpenCase } from "./openCase.ts";

/** What whoever held a task of the case still sees of it afterwards: its history (`docs/approval.md` "Who sees what"). */
export function grantHistory(open: OpenCase, personId: number, taskId: number | null): void {
  const { tx, row } = open;
  const grant = { id: tx.nextId(), caseId: row.id, personId, taskId, since: tx.now, until: null };
  open.write(
    tx.sql
      .deleteFrom("caseGrant")
      .where("caseId", "=", row.id)
      .where("personId", "=", personId)
      .where("why", "=", "formerHolder"),
    tx.sql.insertInto("caseGrant").values({ ...grant, why: "formerHolder", level: "history" }),
  );
}
