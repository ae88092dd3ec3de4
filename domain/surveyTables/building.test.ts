import assert from "node:assert/strict";
import { type BuildingData, buildingDataSchema } from "./building.ts";
import { buildSurvey } from "./surveyBuilder.ts";

const { building } = buildSurvey([{ name: "住宅", use: "residential", ownCommonArea: 300, floors: { 1: [1000] } }], 0);

describe("the building data of a survey", () => {
  it("are accepted when complete", () => {
    assert.deepEqual(buildingDataSchema.parse(building), building);
  });

  const rows: [what: string, change: Partial<BuildingData>, field: string, message: string][] = [
    ["no survey number", { surveyNo: " " }, "surveyNo", "请填写测量号。"],
    ["floors that do not add up", { totalFloors: 3 }, "totalFloors", "总层数应等于地上层数加地下层数。"],
    ["an impossible date", { completionDate: "2024-02-30" }, "completionDate", "建成时间不是有效日期。"],
    ["a region that does not exist", { regionCode: "990000" }, "regionCode", "行政区划代码应为6位。"],
    ["a negative area", { grossArea: -1 }, "grossArea", "建筑面积不能为负数。"],
    ["half a hundredth", { grossArea: 1.5 }, "grossArea", "建筑面积应为百分之一平方米的整数。"],
    [
      "more unapportioned than built",
      { nonApportionedArea: building.grossArea + 1 },
      "nonApportionedArea",
      "不分摊公用面积不能大于建筑面积。",
    ],
  ];
  for (const [what, change, field, message] of rows) {
    it(`are refused with ${what}, in Chinese and at the field`, () => {
      const { error } = buildingDataSchema.safeParse({ ...building, ...change });
      assert.ok(
        error?.issues.some((issue) => issue.path[0] === field && issue.message === message),
        JSON.stringify(error?.issues),
      );
    });
  }
});
