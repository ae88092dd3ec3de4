import assert from "node:assert/strict";
import { readCase } from "#approval/caseView.ts";
import { createDraft, readDraft } from "#approval/drafts.ts";
import { withCase } from "#approval/openCase.ts";
import { verifyCertificate } from "#approval/verify.ts";
import { BusinessError } from "#domain/errors.ts";
import { accepted, type Businesses, buildBusinesses } from "#test/businesses.ts";
import { describeDatabases } from "#test/database.ts";
import type { JobOfCase } from "#workers/handler.ts";
import { handlers } from "#workers/index.ts";

/** 105, 106 and 107 of the demonstration building: 139.96 ㎡ where 100.00 ㎡ are required. */
const enough = [{ roomNo: "105" }, { roomNo: "106" }, { roomNo: "107", forCommittee: true }];
const tooLittle = [{ roomNo: "105" }];
const exemption = {
  exemptionReason: "该幢为分期建设的首幢，其余用房在二期配置。",
  exemptionBasis: "《邵阳县物业管理用房分期配置办法（虚构）》第五条",
};

describe("management-rooms", () => {
  describeDatabases((makeDatabase) => {
    let county: Businesses;
    beforeEach(async function () {
      this.timeout(60_000);
      county = await buildBusinesses(await makeDatabase());
      await county.fileSurvey();
    });

    /** What the diagram brings forth; the platform's own papers are tested in approval/documents. */
    const documentsOf = async (caseId: number) =>
      (
        await county.database.read(({ sql }) =>
          sql
            .selectFrom("caseDocument")
            .selectAll()
            .where("caseId", "=", caseId)
            .where("kind", "not in", ["receipt", "approvalSheet"])
            .orderBy("kind")
            .execute(),
        )
      ).map(({ kind, number, fileHash }) => ({ kind, number, drawn: fileHash !== null }));
    const outcomeOf = async (caseId: number) => {
      const row = await county.database.read(({ sql }) =>
        sql.selectFrom("caseRecord").select(["state", "outcome"]).where("id", "=", caseId).executeTakeFirstOrThrow(),
      );
      return [row.state, row.outcome];
    };
    const lockedRooms = () =>
      county.database.read(({ sql }) =>
        sql
          .selectFrom("unitRestriction")
          .innerJoin("unit", "unit.id", "unitRestriction.unitId")
          .where("unitRestriction.liveKey", "is not", null)
          .select("unit.roomNo")
          .orderBy("unit.roomNo")
          .execute(),
      );
    const certificateOf = (caseId: number) =>
      county.database.read(({ sql }) =>
        sql.selectFrom("certificate").selectAll().where("caseId", "=", caseId).executeTakeFirst(),
      );
    /** The states of the confirmation numbers that a case took. */
    const numbersOf = async (caseId: number) =>
      (
        await county.database.read(({ sql }) =>
          sql
            .selectFrom("issuedNumber")
            .select("state")
            .where("caseId", "=", caseId)
            .where("kind", "=", "pmRoomConfirmation")
            .execute(),
        )
      ).map(({ state }) => state);
    /** Everything up to the deciding node. */
    const review = async (caseId: number, form: Record<string, unknown> = {}) => {
      await county.step("window", caseId, "approve", { form: accepted });
      await county.step("property", caseId, "proposeApproval", { form });
      await county.step("property-head", caseId, "proposeApproval");
    };

    it("ends with locked rooms and a certificate that anybody can verify", async function () {
      this.timeout(60_000);
      // given
      const { caseId } = await county.applyRooms(enough);
      // when
      await review(caseId);
      await county.step("deputy", caseId, "approve");
      // then
      assert.deepEqual(await outcomeOf(caseId), ["closed", "approved"]);
      assert.deepEqual(await documentsOf(caseId), [
        { kind: "acceptanceNotice", number: "邵住保受〔2026〕2号", drawn: true },
        { kind: "pmRoomConfirmation", number: "邵住保物管〔2026〕1号", drawn: true },
      ]);
      assert.deepEqual(
        (await lockedRooms()).map(({ roomNo }) => roomNo),
        ["105", "106", "107"],
      );
      const certificate = await certificateOf(caseId);
      const answer = await verifyCertificate(county.ctx, certificate!.token);
      assert.deepEqual([answer.state, answer.number], ["valid", "邵住保物管〔2026〕1号"]);
      const { summary, certificate: shown } = await readCase(county.ctx, county.people.dev!, caseId);
      assert.equal(shown?.number, "邵住保物管〔2026〕1号");
      assert.deepEqual(summary.map(({ value }) => value).slice(1), ["3 套 139.96 ㎡", "100.00 ㎡", "达到应配要求"]);
      const building = await county.database.read(({ sql }) =>
        sql.selectFrom("building").select("projectId").executeTakeFirstOrThrow(),
      );
      assert.notEqual(building.projectId, null);
    });

    it("ends with a written decision when the window does not accept", async () => {
      // given
      const { caseId } = await county.applyRooms(enough);
      // when
      await county.step("window", caseId, "notAccept", { opinion: "申请材料不属于本机关职权范围。" });
      // then
      assert.deepEqual(await outcomeOf(caseId), ["closed", "notAccepted"]);
      assert.deepEqual(
        (await documentsOf(caseId)).map(({ kind }) => kind),
        ["nonAcceptanceDecision"],
      );
    });

    it("ends with a written refusal and free rooms when the deciding node refuses", async () => {
      // given
      const { caseId } = await county.applyRooms(enough);
      // when
      await review(caseId);
      const form = { refusalBasis: "《物业管理条例》第三十条" };
      await county.step("deputy", caseId, "refuse", { opinion: "用房位置不便于使用。", form });
      // then
      assert.deepEqual(await outcomeOf(caseId), ["closed", "refused"]);
      assert.deepEqual(
        (await documentsOf(caseId)).map(({ kind }) => kind),
        ["acceptanceNotice", "refusalDecision"],
      );
      assert.deepEqual(await lockedRooms(), []);
    });

    it("voids the number and goes back to the deciding node when a room was taken meanwhile", async function () {
      this.timeout(60_000);
      // given
      const first = await county.applyRooms(enough);
      const second = await county.applyRooms(enough);
      for (const { caseId } of [first, second]) await review(caseId);
      // when
      await county.step("deputy", first.caseId, "approve", { settle: false });
      await county.step("deputy", second.caseId, "approve");
      // then
      const waiting = await Promise.all([first, second].map(({ caseId }) => county.waiting(caseId)));
      assert.equal(waiting.filter((node) => node === "finalApproval").length, 1);
      const beaten = waiting[0] === null ? second : first;
      assert.deepEqual(await numbersOf(beaten.caseId), ["void"]);
      assert.equal(await certificateOf(beaten.caseId), undefined);
      await assert.rejects(county.step("deputy", beaten.caseId, "approve"), hasProblem("ROOMS_TAKEN"));
      await county.step("deputy", beaten.caseId, "refuse", { opinion: "所申报的用房已由另一确认书确认。" });
      assert.deepEqual(await outcomeOf(beaten.caseId), ["closed", "refused"]);
      assert.equal((await lockedRooms()).length, 3);
    });

    it("ends with free rooms when the case is stopped before the decision", async () => {
      // given
      const { caseId } = await county.applyRooms(enough);
      await review(caseId);
      // when
      await county.stop("management-rooms", caseId);
      // then
      assert.deepEqual(await outcomeOf(caseId), ["closed", "terminated"]);
      assert.deepEqual(await lockedRooms(), []);
    });

    it("voids number and document when the case is stopped after the decision", async function () {
      this.timeout(60_000);
      // given a lock that fails for a reason of its own
      const broken = { type: "management-rooms.lock-rooms", apply: () => Promise.reject(new Error("out of order")) };
      county = await buildBusinesses(await makeDatabase(), [broken]);
      await county.fileSurvey();
      const { caseId } = await county.applyRooms(enough);
      await review(caseId);
      await county.step("deputy", caseId, "approve");
      // when
      await county.stop("management-rooms", caseId);
      // then
      assert.deepEqual(
        (await documentsOf(caseId)).map(({ kind, number }) => [kind, number]),
        [
          ["acceptanceNotice", "邵住保受〔2026〕2号"],
          ["pmRoomConfirmation.void1", "邵住保物管〔2026〕1号"],
        ],
      );
      assert.deepEqual(await numbersOf(caseId), ["void"]);
    });

    it("frees the rooms and ends the confirmation when its lock is undone, and may do so twice", async function () {
      this.timeout(60_000);
      // given
      const { caseId } = await county.applyRooms(enough);
      await review(caseId);
      await county.step("deputy", caseId, "approve");
      assert.equal((await lockedRooms()).length, 3);
      // when
      for (const type of ["unlock-rooms", "void-confirmation", "unlock-rooms", "void-confirmation"]) {
        await applyByHand(county, `management-rooms.${type}`, caseId);
      }
      // then
      assert.deepEqual(await lockedRooms(), []);
      assert.equal((await certificateOf(caseId))?.state, "void");
      assert.deepEqual(await numbersOf(caseId), ["void"]);
      const { endedAt } = await county.database.read(({ sql }) =>
        sql.selectFrom("pmRoomConfirmation").select("endedAt").where("caseId", "=", caseId).executeTakeFirstOrThrow(),
      );
      assert.notEqual(endedAt, null);
    });

    it("needs a recorded exemption to propose approval below the requirement, and prints it", async function () {
      this.timeout(60_000);
      // given
      const { caseId } = await county.applyRooms(tooLittle);
      await county.step("window", caseId, "approve", { form: accepted });
      // when, then
      await assert.rejects(county.step("property", caseId, "proposeApproval"), hasProblem("EXEMPTION_REQUIRED"));
      const half = { form: { exemptionReason: exemption.exemptionReason } };
      await assert.rejects(county.step("property", caseId, "proposeApproval", half), hasProblem("EXEMPTION_REQUIRED"));
      await county.step("property", caseId, "proposeApproval", { form: exemption });
      await county.step("property-head", caseId, "proposeApproval");
      await county.step("deputy", caseId, "approve");
      const confirmed = await county.database.read(({ sql }) =>
        sql.selectFrom("pmRoomConfirmation").selectAll().where("caseId", "=", caseId).executeTakeFirstOrThrow(),
      );
      assert.deepEqual([confirmed.requiredArea, confirmed.providedArea], [10_000, 3_807]);
      assert.match(confirmed.exemption ?? "", /分期建设/);
    });

    it("cannot be approved against a review that proposed to refuse", async () => {
      // given
      const { caseId } = await county.applyRooms(enough);
      await county.step("window", caseId, "approve", { form: accepted });
      await county.step("property", caseId, "proposeRefusal", { opinion: "用房位于垃圾房旁。" });
      // when, then
      await assert.rejects(
        county.step("property-head", caseId, "proposeApproval"),
        hasProblem("REVIEW_PROPOSES_REFUSAL"),
      );
    });

    it("accepts an application only when the window made every check", async () => {
      const { caseId } = await county.applyRooms(enough);
      const form = { checks: accepted.checks.slice(1) };
      await assert.rejects(county.step("window", caseId, "approve", { form }), hasProblem("ACCEPTANCE_UNCHECKED"));
    });

    it("refuses rooms that are confirmed already", async function () {
      this.timeout(60_000);
      // given
      const { caseId } = await county.applyRooms(enough);
      await review(caseId);
      await county.step("deputy", caseId, "approve");
      // when, then
      await assert.rejects(county.applyRooms([{ roomNo: "105" }]), hasProblem("ROOMS_TAKEN"));
    });

    it("shows the company with its phone masked, its buildings and its projects", async () => {
      // when
      const draft = await createDraft(county.ctx, county.people.dev!, "management-rooms");
      const { data } = await readDraft(county.ctx, county.people.dev!, draft.id);
      // then
      const company = data.company as Record<string, unknown>;
      assert.equal(company.legalRepresentativePhone, "186****0196");
      const [building] = data.buildings as Record<string, unknown>[];
      assert.equal(building?.grossArea, "40,593.58");
      assert.equal((data.projects as unknown[]).length, 1);
    });

    it("locks nothing and stops as an incident when the decisions on record do not carry it", async function () {
      this.timeout(60_000);
      // given a decision record that somebody changed after the approval
      const { caseId } = await county.applyRooms(enough);
      await review(caseId);
      await county.step("deputy", caseId, "approve", { settle: false });
      await county.database.transact((tx) =>
        tx.sql
          .updateTable("decision")
          .set({ outcome: "proposeRefusal" })
          .where("caseId", "=", caseId)
          .where("node", "=", "firstReview")
          .execute(),
      );
      // when
      await county.runner.settle();
      // then
      const acts = await county.database.read(({ sql }) =>
        sql.selectFrom("auditEntry").select("act").where("stream", "=", `case:${caseId}`).execute(),
      );
      assert.ok(acts.some(({ act }) => act === "case.incident"));
      assert.deepEqual(await numbersOf(caseId), []);
      assert.deepEqual(await lockedRooms(), []);
    });
  });
});

const hasProblem = (code: string) => (error: unknown) =>
  error instanceof BusinessError && error.problems.some((problem) => problem.code === code);

/** Runs a job without its diagram, under the locks of its case. */
async function applyByHand({ ctx, database }: Businesses, type: string, caseId: number): Promise<void> {
  const handler = handlers.find((one) => one.type === type)!;
  await database.transact((tx) =>
    withCase(ctx.engine, tx, caseId, async ({ row }) => {
      await handler.apply({ caseId, caseRecord: row } as JobOfCase, tx, undefined, ctx);
    }),
  );
}
