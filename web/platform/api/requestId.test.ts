/// <reference types="mocha" />
import assert from "node:assert/strict";
import { Acts, newRequestId } from "./requestId.ts";

describe("the id of a person's act", () => {
  it("is 32 hex digits and never the same twice", () => {
    assert.match(newRequestId(), /^[0-9a-f]{32}$/);
    assert.notEqual(newRequestId(), newRequestId());
  });

  it("stays while the same thing is sent again because nobody answered", () => {
    const acts = new Acts();
    const first = acts.idOf({ outcome: "approve", opinion: "同意。" });
    assert.equal(acts.open, true);
    assert.equal(acts.idOf({ outcome: "approve", opinion: "同意。" }), first);
  });

  it("is another for anything else, and after an answer", () => {
    const acts = new Acts();
    const first = acts.idOf({ opinion: "同意。" });
    const second = acts.idOf({ opinion: "拟同意。" });
    acts.answered();
    assert.equal(acts.open, false);
    assert.equal(new Set([first, second, acts.idOf({ opinion: "拟同意。" })]).size, 3);
  });
});
