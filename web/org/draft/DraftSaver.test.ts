/// <reference types="mocha" />
import assert from "node:assert/strict";
import { ApiError } from "../../platform/api/problem.ts";
import { DraftSaver, type SaverPorts } from "./DraftSaver.ts";

type Sent = { data: Record<string, unknown>; version: number };

/** A server that holds one draft, and answers when told to. */
function server(version = 1) {
  const sent: Sent[] = [];
  const kept: (Sent | null)[] = [];
  let refusal: Error | null = null;
  let gate: Promise<void> | null = null;
  const ports: SaverPorts = {
    async send(data, on) {
      sent.push({ data, version: on });
      await gate;
      if (refusal) throw refusal;
      return { version: on + 1 };
    },
    keep: (unsaved) => kept.push(unsaved),
    now: () => 1_000,
  };
  return {
    saver: new DraftSaver(version, ports),
    sent,
    kept,
    refuse: (error: Error | null) => {
      refusal = error;
    },
    hold(): () => void {
      let open = () => {};
      gate = new Promise((resolve) => {
        open = resolve;
      });
      return () => {
        gate = null;
        open();
      };
    },
  };
}
const stale = () => new ApiError("refused", "草稿已在别处修改。", { code: "STALE_DRAFT", status: 409 });

describe("a draft that saves itself", () => {
  it("sends what was typed last, on top of the version it has", async () => {
    const { saver, sent, kept } = server(4);
    saver.change({ a: 1 });
    saver.change({ a: 2 });
    assert.equal(await saver.flush(), true);
    assert.deepEqual(sent, [{ data: { a: 2 }, version: 4 }]);
    assert.equal(saver.version, 5);
    assert.deepEqual(saver.state(), { kind: "saved", at: 1_000 });
    assert.equal(kept.at(-1), null);
  });

  it("sends what was typed during a save afterwards, on top of the new version", async () => {
    const { saver, sent, hold } = server();
    const open = hold();
    saver.change({ a: 1 });
    const first = saver.flush();
    saver.change({ a: 2 });
    open();
    await first;
    assert.equal(await saver.flush(), true);
    assert.deepEqual(sent, [
      { data: { a: 1 }, version: 1 },
      { data: { a: 2 }, version: 2 },
    ]);
    saver.stop();
  });

  it("keeps a copy until the server has it, through a broken line", async () => {
    const { saver, kept, refuse } = server();
    refuse(new ApiError("network", "无法连接服务器。"));
    saver.change({ a: 1 });
    assert.equal(await saver.flush(), false);
    assert.equal(saver.state().kind, "offline");
    assert.deepEqual(kept.at(-1), { data: { a: 1 }, version: 1 });
    refuse(null);
    assert.equal(await saver.flush(), true);
    assert.equal(kept.at(-1), null);
  });

  it("stops at a draft saved elsewhere until the person lets theirs count", async () => {
    const { saver, sent, refuse } = server();
    refuse(stale());
    saver.change({ a: 1 });
    assert.equal(await saver.flush(), false);
    assert.equal(saver.state().kind, "stale");
    saver.change({ a: 2 });
    assert.equal(await saver.flush(), false);
    assert.equal(sent.length, 1);
    refuse(null);
    assert.equal(await saver.overwrite(7), true);
    assert.deepEqual(sent.at(-1), { data: { a: 2 }, version: 7 });
    assert.equal(saver.version, 8);
  });

  it("asks before something typed on an older version replaces a newer one", async () => {
    const { saver, sent } = server(5);
    saver.restore({ a: 1 }, 4);
    assert.equal(saver.state().kind, "stale");
    assert.equal(await saver.flush(), false);
    assert.deepEqual(sent, []);
  });

  it("does not try again what the server will never take", async () => {
    const { saver, sent, refuse } = server();
    refuse(new ApiError("refused", "该申请已提交。", { code: "DRAFT_SUBMITTED", status: 409 }));
    saver.change({ a: 1 });
    await saver.flush();
    saver.change({ a: 2 });
    await saver.flush();
    assert.equal(saver.state().kind, "refused");
    assert.equal(sent.length, 1);
  });
});
