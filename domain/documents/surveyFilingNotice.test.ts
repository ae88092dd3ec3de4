import assert from "node:assert/strict";
import { written } from "#test/documents.ts";
import { surveyFilingNotice, surveyFilingNoticeSchema } from "./surveyFilingNotice.ts";

const line = (label: string, count: number) => ({
  label,
  count,
  grossArea: 4_059_358,
  sharedArea: 730_802,
  interiorArea: 3_328_556,
});
const data = surveyFilingNoticeSchema.parse({
  issuer: "邵阳县住房保障服务中心",
  number: "邵住保测备〔2026〕1号",
  developer: "邵阳县安居置业有限公司（虚构）",
  stage: "预测绘",
  version: 1,
  building: {
    name: "1栋",
    location: "邵阳县塘渡口镇安居路8号",
    surveyNo: "SY430523202400001",
    surveyCaseNo: "202403010001",
    structureType: "钢筋混凝土",
    totalFloors: 22,
  },
  surveyor: "湖南虚构测绘有限公司",
  statistics: [line("户室信息", 415), line("住宅", 415), line("商业", 0)],
  legalBasis: ["《房产测绘管理办法》第十八条"],
  filedOn: "2026-11-24",
});

describe("房产测绘成果备案证明", () => {
  it("prints the uses that occur and closes with all units", () => {
    const table = written(surveyFilingNotice, data).blocks.find((block) => block.kind === "table");
    assert.ok(table?.kind === "table");
    assert.deepEqual(table.rows, [["住宅", "415", "40,593.58", "7,308.02", "33,285.56"]]);
    assert.deepEqual(table.total, ["合计", "415", "40,593.58", "7,308.02", "33,285.56"]);
  });

  it("names the rule, the day and the version it attests", () => {
    const text = JSON.stringify(written(surveyFilingNotice, data));
    for (const said of ["《房产测绘管理办法》第十八条", "2026年11月24日", "预测绘（第 1 版）"])
      assert.ok(text.includes(said), said);
  });
});
