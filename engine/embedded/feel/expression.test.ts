import assert from "node:assert/strict";
import { evaluate } from "feelin";
import { FeelError, parse } from "./expression.ts";
import { shortcut } from "./shortcut.ts";

const now = Date.parse("2026-12-31T16:30:00Z");
const variables: Record<string, unknown> = {
  amount: 12,
  ok: true,
  name: "李",
  nothing: null,
  firstReview: { outcome: "approve", by: { id: 7 } },
  list: [{ x: 1 }, { x: 2 }],
  order: { "a b": 1 },
};
const lookup = (name: string) => variables[name];

describe("a FEEL expression", () => {
  const rows: [source: string, value: unknown][] = [
    ["amount", 12],
    ["amount * 2 + 1", 25],
    ["firstReview.by.id", 7],
    ['firstReview.outcome = "approve"', true],
    ["list.x", [1, 2]],
    ["sum(list.x)", 3],
    ["list[x > 1].x", [2]],
    ["for i in list return i.x * amount", [12, 24]],
    ["some i in list satisfies i.x = 2", true],
    ["missing", null],
    ["missing.deeper", null],
    ["nothing.deeper", null],
    ['if ok then "yes" else "no"', "yes"],
    ["{ a: amount, b: { c: name } }", { a: 12, b: { c: "李" } }],
    ["order.`a b`", 1],
    ["1 / 0", null],
    ["function(a) a", null],
    ['string length("房产")', 2],
    ['date("2026-01-31") + duration("P1M")', "2026-02-28"],
    ["today()", "2027-01-01"],
    ["now()", "2027-01-01T00:30:00@Asia/Shanghai"],
    ['now() > date and time("2026-12-31T16:29:59Z")', true],
  ];
  for (const [source, value] of rows) {
    it(`${source} is ${JSON.stringify(value)}`, () => assert.deepEqual(parse(source).evaluate(lookup, now), value));
  }

  for (const source of ["", "  ", "a +", "a b c (", "get or else(a, 1)", "unheardOf(1)", "1 +* 2", '"open']) {
    it(`refuses ${JSON.stringify(source)} when it is parsed`, () => assert.throws(() => parse(source), FeelError));
  }

  it("hands the interpreter only what the expression mentions", () => {
    const asked: string[] = [];
    const listening = (name: string) => {
      asked.push(name);
      return lookup(name);
    };
    parse("sum(list.x) + amount").evaluate(listening, now);
    assert.deepEqual(asked, ["sum", "list", "amount"]);
  });
});

describe("a shortcut past the interpreter", () => {
  const sources = [
    "amount",
    "missing",
    "firstReview.outcome",
    "firstReview.by",
    "firstReview.missing.more",
    "name.length",
    "list.x",
    'firstReview.outcome = "approve"',
    'firstReview.outcome="refuse"',
    'missing.outcome = "approve"',
    'amount = "approve"',
    'nothing = "approve"',
    '"text"',
    "42",
    "-7",
    "true",
    "null",
  ];
  for (const source of sources) {
    it(`answers ${source} as the interpreter does, or not at all`, () => {
      const quick = shortcut(source);
      assert.ok(quick, "should be known");
      const answer = quick(lookup);
      if (answer) assert.deepEqual(answer.value, evaluate(source, variables).value);
    });
  }
  for (const source of ["not", "amount + 1", 'a = "b" or c', "a.b.c()", "list[1]", 'a = "\\n"', "for", "1.5"]) {
    it(`does not know ${source}`, () => assert.equal(shortcut(source), null));
  }
});
