import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { recallTask } from "#approval/returns/recall.ts";
import { withdrawCase } from "#approval/stop.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { accepted, type Businesses, buildBusinesses } from "#test/businesses.ts";
import { describeDatabases } from "#test/database.ts";
import { refusal } from "#test/refused.ts";

/** The steps of each business up to its decision: who, what. */
const steps: Record<"survey-filing" | "management-rooms", [login: string, outcome: Outcome][]> = {
  "survey-filing": [
    ["window", "approve"],
    ["survey", "proposeApproval"],
    ["survey-head", "proposeApproval"],
    ["deputy", "approve"],
  ],
  "management-rooms": [
    ["window", "approve"],
    ["property", "proposeApproval"],
    ["property-head", "proposeApproval"],
    ["deputy", "approve"],
  ],
};
const rooms = [{ roomNo: "105" }, { roomNo: "106" }, { roomNo: "107", forCommittee: true }];

describe("撤回申请 and 取回 in both businesses", () => {
  describeDatabases((makeDatabase) => {
    let county: Businesses;
    before(async function () {
      this.timeout(120_000);
      county = await buildBusinesses(await makeDatabase());
    });
    const step = (caseId: number, [login, outcome]: [string, Outcome], settle = true) =>
      county.step(login, caseId, outcome, { settle, ...(login === "window" && { form: accepted }) });
    const rowOf = (caseId: number) =>
      county.database.read((read) =>
        read.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow(),
      );
    async function withdraw(caseId: number) {
      const { version } = await rowOf(caseId);
      const body = { requestId: randomUUID(), version, reason: "资料有误，重新申报" };
      await withdrawCase(county.ctx, county.people.dev!, caseId, body);
      await county.runner.settle();
    }
    async function assertWithdrawn(caseId: number) {
      const { state, outcome, decidedAt } = await rowOf(caseId);
      assert.deepEqual([state, outcome, decidedAt], ["closed", "withdrawn", null]);
      const left = await county.database.read(async ({ sql }) => [
        ...(await sql
          .selectFrom("task")
          .select("id")
          .where("caseId", "=", caseId)
          .where("endedAt", "is", null)
          .execute()),
        ...(await sql.selectFrom("unitRestriction").select("id").where("caseId", "=", caseId).execute()),
        ...(await sql
          .selectFrom("surveyResult")
          .select("id")
          .where("caseId", "=", caseId)
          .where("liveStage", "is not", null)
          .execute()),
        ...(await sql.selectFrom("certificate").select("id").where("caseId", "=", caseId).execute()),
        ...(await sql.selectFrom("engineJob").select("key as id").execute()),
      ]);
      assert.deepEqual(left, []);
    }

    it("withdraws a survey filing at each of its nodes, and files the same building afterwards", async function () {
      this.timeout(120_000);
      for (let done = 0; done < steps["survey-filing"].length; done += 1) {
        const { caseId } = await county.applySurvey();
        for (const one of steps["survey-filing"].slice(0, done)) await step(caseId, one);
        await withdraw(caseId);
        await assertWithdrawn(caseId);
      }
      await county.fileSurvey();
    });

    it("withdraws a confirmation of rooms at each of its nodes, and takes the same rooms afterwards", async function () {
      this.timeout(120_000);
      for (let done = 0; done < steps["management-rooms"].length; done += 1) {
        const { caseId } = await county.applyRooms(rooms);
        for (const one of steps["management-rooms"].slice(0, done)) await step(caseId, one);
        await withdraw(caseId);
        await assertWithdrawn(caseId);
      }
    });

    it("refuses to take back an acceptance whose number was taken, and a decision once its certificate has one", async function () {
      this.timeout(120_000);
      const { caseId } = await county.applyRooms(rooms);
      const recall = async (login: string, node: string) => {
        const task = await county.database.read((read) =>
          read.sql
            .selectFrom("task")
            .select("id")
            .where("caseId", "=", caseId)
            .where("node", "=", node)
            .where("state", "=", "done")
            .orderBy("id", "desc")
            .executeTakeFirstOrThrow(),
        );
        const { version } = await rowOf(caseId);
        return recallTask(county.ctx, county.people[login]!, task.id, { requestId: randomUUID(), version });
      };
      const [accept, first, second, final] = steps["management-rooms"];
      await step(caseId, accept!);
      assert.equal(await refusal(() => recall("window", "accept")), "409 RECALL_AFTER_EFFECT");
      await step(caseId, first!);
      await step(caseId, second!);
      // No job has run yet: the decision comes back, and the number is never taken.
      await step(caseId, final!, false);
      await recall("deputy", "finalApproval");
      await county.runner.settle();
      assert.equal(await county.waiting(caseId), "finalApproval");
      await step(caseId, final!, false);
      // The number was taken; the certificate is being made.
      await county.runner.settle();
      assert.match(await refusal(() => recall("deputy", "finalApproval")), /^409 RECALL_(AFTER_EFFECT|CASE_ENDED)$/);
      assert.deepEqual([(await rowOf(caseId)).outcome], ["approved"]);
    });
  });
});
