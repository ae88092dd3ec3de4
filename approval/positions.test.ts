import assert from "node:assert/strict";
import { describeDatabases } from "#test/database.ts";
import { buildKernel, type PersonName, requestId, type TestKernel } from "#test/kernel.ts";
import { refusal } from "#test/refused.ts";
import { claimTask } from "./claim.ts";
import { listInbox } from "./lists.ts";
import { endPosition, givePosition } from "./positions.ts";

describe("a position", () => {
  describeDatabases((makeDatabase) => {
    const build = async () => buildKernel(await makeDatabase());

    it("opens the pools of its organisation, and of the centre above it, at once", async () => {
      // given
      const kernel = await build();
      await kernel.apply();
      assert.equal(await pooled(kernel, "head"), 0);
      // when
      await give(kernel, "head", "windowClerk", "window");
      // then
      assert.equal(await pooled(kernel, "head"), 1);
      const served = await kernel.database.read((read) =>
        read.sql
          .selectFrom("poolMember")
          .innerJoin("pool", "pool.id", "poolMember.poolId")
          .select("pool.name")
          .where("personId", "=", kernel.people.head.personId)
          .orderBy("pool.name")
          .execute(),
      );
      assert.deepEqual(
        served.map(({ name }) => name),
        ["centre机构·窗口受理", "centre机构·股长", "section机构·股长", "window机构·窗口受理"],
      );
    });

    it("that is held already is not given twice", async () => {
      const kernel = await build();
      const first = await give(kernel, "head", "windowClerk", "window");
      assert.equal(await give(kernel, "head", "windowClerk", "window"), first);
    });

    it("is refused where the person may not hold both roles (三员分立)", async () => {
      const kernel = await build();
      assert.equal(await refusal(() => give(kernel, "admin", "handler", "section")), "409 ROLE_CONFLICT");
      assert.equal(await refusal(() => give(kernel, "clerk", "handler", "section")), "409 ROLE_CONFLICT");
      assert.equal(await refusal(() => give(kernel, "handler", "systemAdmin", "centre")), "409 ROLE_CONFLICT");
    });

    it("is refused to one of two at once that alone would be no conflict", async () => {
      const kernel = await build();
      const { database } = kernel;
      const personId = await database.transact(async (tx) => {
        const id = tx.nextId();
        const sealed = { idNumber: null, idNumberIndex: null, phone: null, phoneIndex: null };
        await tx.sql
          .insertInto("person")
          .values({ id, name: "新人", kind: "staff", ...sealed })
          .execute();
        return id;
      });
      const orgId = kernel.people.deputy.orgId;
      const results = await Promise.allSettled(
        (["systemAdmin", "securityAuditor"] as const).map((role) =>
          database.transact((tx) => givePosition(tx, { personId, orgId, role, by: "system" })),
        ),
      );
      assert.deepEqual(results.map(({ status }) => status).sort(), ["fulfilled", "rejected"]);
    });

    it("ends only when no task of its pools is held, and then closes the pools", async () => {
      // given
      const kernel = await build();
      const { caseId } = await kernel.apply();
      const { id, version } = await kernel.task(caseId);
      await claimTask(kernel.ctx, kernel.people.window, id, { requestId: requestId(), version });
      assert.equal(await refusal(() => end(kernel, "window")), "409 POSITION_HAS_TASKS");
      // when
      await end(kernel, "window2");
      // then
      await kernel.apply();
      assert.equal(await pooled(kernel, "window2"), 0);
      assert.equal(await pooled(kernel, "window"), 1);
      const again = () => end(kernel, "window2");
      await assert.rejects(again);
    });

    it("keeps a pool that another position of the person serves", async () => {
      const kernel = await build();
      await kernel.apply();
      await give(kernel, "window", "windowClerk", "section");
      await end(kernel, "window");
      assert.equal(await pooled(kernel, "window"), 0);
      const centre = await kernel.database.read((read) =>
        read.sql
          .selectFrom("poolMember")
          .innerJoin("pool", "pool.id", "poolMember.poolId")
          .select("pool.name")
          .where("personId", "=", kernel.people.window.personId)
          .orderBy("pool.name")
          .execute(),
      );
      assert.deepEqual(
        centre.map(({ name }) => name),
        ["centre机构·窗口受理", "section机构·窗口受理"],
      );
    });
  });
});

async function give(
  kernel: TestKernel,
  who: PersonName,
  role: Parameters<typeof givePosition>[1]["role"],
  code: string,
) {
  return kernel.database.transact(async (tx) => {
    const { id } = await tx.sql.selectFrom("org").select("id").where("code", "=", code).executeTakeFirstOrThrow();
    return givePosition(tx, { personId: kernel.people[who].personId, orgId: id, role, by: "system" });
  });
}

/** Ends the position a person was given first. */
async function end(kernel: TestKernel, who: PersonName): Promise<void> {
  await kernel.database.transact(async (tx) => {
    const { id } = await tx.sql
      .selectFrom("position")
      .select("id")
      .where("personId", "=", kernel.people[who].personId)
      .where("live", "=", 1)
      .orderBy("id")
      .executeTakeFirstOrThrow();
    await endPosition(tx, { positionId: id, by: "system" });
  });
}

const pooled = async ({ ctx, people }: TestKernel, who: PersonName): Promise<number> =>
  (await listInbox(ctx, people[who], "pool", { sort: "due" })).rows.length;
