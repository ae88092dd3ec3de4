import assert from "node:assert/strict";
import { limitProblems } from "./limitProblems.ts";
import { surveyStatistics } from "./statistics.ts";

const unit = (use: "residential" | "commercial" | "garage", interiorArea: number, sharedArea: number) => ({
  use,
  interiorArea,
  sharedArea,
  grossArea: interiorArea + sharedArea,
});

describe("the statistics of a survey", () => {
  it("has the four lines of the seed, empty ones too, then the other uses", () => {
    const lines = surveyStatistics([unit("residential", 100, 20), unit("garage", 50, 5), unit("residential", 10, 2)]);
    assert.deepEqual(
      lines.map(({ use, label, count, grossArea, sharedArea, interiorArea }) => [
        use,
        label,
        count,
        grossArea,
        sharedArea,
        interiorArea,
      ]),
      [
        [null, "户室信息", 3, 187, 27, 160],
        ["residential", "住宅", 2, 132, 22, 110],
        ["commercial", "商业", 0, 0, 0, 0],
        ["office", "办公", 0, 0, 0, 0],
        ["garage", "车库", 1, 55, 5, 50],
      ],
    );
  });

  it("of nothing is all zero", () => {
    assert.deepEqual(
      surveyStatistics([]).map((line) => line.count),
      [0, 0, 0, 0],
    );
  });
});

describe("a list of problems", () => {
  it("is cut when it gets out of hand, and says how long it was", () => {
    const problems = Array.from({ length: 5 }, (_, index) => ({ code: `P${index}`, message: "。" }));
    assert.deepEqual(limitProblems(problems, 5), problems);
    assert.deepEqual(
      limitProblems(problems, 2).map((problem) => problem.code),
      ["P0", "P1", "TOO_MANY_PROBLEMS"],
    );
  });
});
