import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { audienceOf, casesFor, hintsFor } from "./audience.ts";
import { readCase } from "./caseView.ts";
import { claimTask } from "./claim.ts";
import { readDiagram } from "./diagram.ts";
import { openCaseDocument, openCaseFile } from "./files.ts";
import { countInbox, listInbox } from "./lists.ts";
import { listNotices } from "./noticeLists.ts";
import { endPosition } from "./positions.ts";
import { levelOf, seenCases } from "./sight.ts";

describe("sight of a case", () => {
  describeDatabases((makeDatabase) => {
    it("is the same in lists, counts, pages, files, diagrams and live events, for everybody and every case", async () => {
      // given: a case at every stage, one of the rival's company, one held by somebody
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people, database } = kernel;
      const cases: number[] = [];
      for (const until of ["firstReview", "secondReview", "finalApproval", "end"] as const) {
        const { caseId } = await kernel.apply();
        await kernel.walk(caseId, until);
        cases.push(caseId);
      }
      cases.push((await kernel.apply({ area: 1 }, "rival")).caseId);
      const held = await kernel.apply();
      const { id, version } = await kernel.task(held.caseId);
      await claimTask(ctx, people.window2, id, { requestId: crypto.randomUUID(), version });
      cases.push(held.caseId);
      const changes = cases.map((caseId, id) => ({ id, caseId, personId: null }));
      const audience = await database.read((read) => audienceOf(read, changes, ctx.clock.now()));
      // then
      for (const [name, actor] of Object.entries(people)) {
        const listed = await database.read((read) => seenCases(read, actor, ctx.clock.now()).execute());
        const boxes = {
          full: await casesIn(kernel, name, "todo"),
          // 已办, and what lies with the window to be handed over, of which a notice tells.
          history: [...(await casesIn(kernel, name, "done")), ...(await casesToldOf(kernel, name))],
          applicant: await casesIn(kernel, name, "mine"),
          summary: await casesIn(kernel, name, "pool"),
        };
        const counts = await countInbox(ctx, actor);
        const hints = await database.read((read) => hintsFor(read, actor, ctx.clock.now(), casesFor(audience, actor)));
        assert.deepEqual(
          hints.map((hint) => hint.changed === "case" && hint.caseId).sort(),
          [...new Set(listed.map(({ caseId }) => caseId))].sort(),
          `${name}: live events`,
        );
        assert.deepEqual([counts.todo, counts.pool], [boxes.full.length, boxes.summary.length], name);
        for (const caseId of cases) {
          const where = `${name} case ${cases.indexOf(caseId)}`;
          const level = await database.read((read) => levelOf(read, actor, ctx.clock.now(), caseId));
          const best = (["full", "history", "applicant", "summary"] as const).find((box) =>
            boxes[box].includes(caseId),
          );
          assert.equal(level, best ?? null, `${where}: level and lists`);
          assert.equal(
            listed.some((seen) => seen.caseId === caseId),
            level !== null,
            `${where}: search`,
          );
          await seesAsFar(kernel, name, caseId, level);
        }
      }
    });

    it("does not tell a foreign case from one that is not there", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      const { caseId } = await kernel.apply();
      const foreign = await refusal(() => readCase(ctx, people.rival, caseId));
      assert.equal(foreign, "404 CASE_UNKNOWN");
      assert.equal(await refusal(() => readCase(ctx, people.rival, caseId + 99_999)), foreign);
      assert.equal(await refusal(() => openCaseFile(ctx, people.rival, caseId, 1)), foreign);
      assert.equal(await refusal(() => readDiagram(ctx, people.rival, caseId)), foreign);
      // and another case of one's own organisation that one holds no task of
      assert.equal(await refusal(() => readCase(ctx, people.handler, caseId)), foreign);
    });

    it("shows a candidate the summary and the rest only after 领取", async () => {
      // given
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people } = kernel;
      const { caseId } = await kernel.apply({ area: 100, phone: "13812345678" });
      // when
      const before = await readCase(ctx, people.window, caseId);
      const { id, version } = await kernel.task(caseId);
      await claimTask(ctx, people.window, id, { requestId: crypto.randomUUID(), version });
      const after = await readCase(ctx, people.window, caseId);
      // then
      assert.deepEqual([before.level, before.sections, before.timeline], ["summary", [], []]);
      assert.deepEqual(
        before.tasks.map(({ actions }) => actions),
        [["claim"]],
      );
      assert.deepEqual([after.level, after.sections[0]?.data], ["full", { area: 100, phone: "13812345678" }]);
      assert.equal(await refusal(() => readCase(ctx, people.window2, caseId)), "404 CASE_UNKNOWN");
    });

    it("leaves a former holder the timeline, the form with personal numbers masked and their own opinion", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply({ area: 100, phone: "13812345678" });
      await kernel.step("window", caseId, "approve", { opinion: "材料齐全。" });
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 1 }, opinion: "内部意见。" });
      const view = await readCase(kernel.ctx, kernel.people.window, caseId);
      assert.equal(view.level, "history");
      assert.deepEqual(view.sections[0]?.data, { area: 100, phone: "138****5678" });
      assert.deepEqual(
        view.timeline.map(({ opinion }) => opinion),
        ["", "材料齐全。", ""],
      );
      assert.deepEqual(
        view.tasks.map(({ actions }) => actions),
        [[]],
      );
    });

    it("shows the applicant the acts addressed to them, never who reviewed and what was thought inside", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "end");
      const view = await readCase(kernel.ctx, kernel.people.colleague, caseId);
      assert.deepEqual(
        view.timeline.map(({ what, who, opinion }) => [what, who, opinion]),
        [
          ["提交申请", "", ""],
          ["受理", "", ""],
          ["准予", "", ""],
        ],
      );
      assert.deepEqual([view.tasks, view.sections.map(({ formId }) => formId)], [[], ["test-permit.start"]]);
      assert.equal(await refusal(() => readDiagram(kernel.ctx, kernel.people.clerk, caseId)), "403 NOT_FOR_APPLICANTS");
    });

    it("ends with the last position", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { ctx, people, database } = kernel;
      const { caseId } = await kernel.apply();
      await kernel.step("window", caseId, "approve");
      const position = await database.read((read) =>
        read.sql
          .selectFrom("position")
          .select("id")
          .where("personId", "=", people.window.personId)
          .executeTakeFirstOrThrow(),
      );
      await database.transact((tx) => endPosition(tx, { positionId: position.id, by: "system" }));
      assert.equal(await refusal(() => readCase(ctx, people.window, caseId)), "404 CASE_UNKNOWN");
    });

    it("draws where the case has been and stands", async () => {
      const kernel = await buildKernel(await makeDatabase());
      const { caseId } = await kernel.apply();
      await kernel.walk(caseId, "secondReview");
      const { done, current } = await readDiagram(kernel.ctx, kernel.people.head, caseId);
      assert.deepEqual(done, ["accept", "Acknowledge", "firstReview"]);
      assert.deepEqual(
        current.filter((element) => element !== "test-permit"),
        ["secondReview"],
      );
    });
  });
});

async function casesIn({ ctx, people }: TestKernel, name: string, box: "todo" | "pool" | "done" | "mine") {
  const { rows } = await listInbox(ctx, people[name as PersonName], box, { sort: "due" });
  return rows.map(({ caseId }) => caseId);
}

async function casesToldOf({ ctx, people }: TestKernel, name: string): Promise<number[]> {
  const { rows } = await listNotices(ctx, people[name as PersonName], { box: "unread" });
  return rows.flatMap(({ caseId, kind }) => (caseId === null || kind !== "result" ? [] : [caseId]));
}

async function seesAsFar({ ctx, people }: TestKernel, name: string, caseId: number, level: string | null) {
  const actor = people[name as PersonName];
  const file = await refusal(() => openCaseFile(ctx, actor, caseId, 1));
  const document = await refusal(() => openCaseDocument(ctx, actor, caseId, 1));
  if (level === null) {
    assert.deepEqual([file, document], ["404 CASE_UNKNOWN", "404 CASE_UNKNOWN"], `${name} ${caseId}`);
    assert.equal(await refusal(() => readCase(ctx, actor, caseId)), "404 CASE_UNKNOWN");
    return;
  }
  assert.equal(file, level === "full" || level === "applicant" ? "404 FILE_UNKNOWN" : "403 CLAIM_FIRST");
  const view = await readCase(ctx, actor, caseId);
  assert.equal(view.level, level);
  // Who hands the result over reads what is addressed to the applicant.
  assert.equal(document, view.actions.includes("deliver") ? "404 FILE_UNKNOWN" : file);
}
