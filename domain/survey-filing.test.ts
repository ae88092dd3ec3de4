import assert from "node:assert/strict";
import { readBuildingData, surveyFilingForms, unitOfPlan } from "./survey-filing.ts";

const start = {
  stage: "pre",
  surveyNo: "SY430523202400001",
  surveyCaseNo: "202403010001",
  buildingNo: "1",
  buildingName: "1栋",
  street: "塘渡口镇",
  location: "邵阳县塘渡口镇安居路8号",
  structureType: "reinforcedConcrete",
  houseNature: "commodity",
  houseUse: "商住",
  completionDate: "",
  height: "68.5",
  totalFloors: 22,
  aboveGroundFloors: 21,
  undergroundFloors: 1,
  grossArea: "40593.58",
  nonApportionedArea: "0",
  areaRuleSet: "GB/T 17986.1-2000",
  surveyor: "湖南虚构测绘有限公司",
  surveyorLicence: "乙测资字43000000",
  surveyConclusion: "建筑面积为 40593.58 平方米。",
};
const known = { regionCode: "430523", projectName: null };

describe("the start form of survey-filing", () => {
  const { schema } = surveyFilingForms["survey-filing.start"];
  const rows: [field: string, value: unknown, message: string | null][] = [
    ["grossArea", "40593.58", null],
    ["grossArea", "-1", "建筑面积：面积不能为负数。"],
    ["grossArea", "1.23456", "建筑面积：面积最多保留两位小数。"],
    ["grossArea", 40593.58, "请填写建筑面积。"],
    ["height", null, null],
    ["height", "高", "建筑高度应为不超过两位小数的数字（米）。"],
    ["totalFloors", 23, "总层数应等于地上层数加地下层数。"],
    ["totalFloors", 1.5, "总层数应为整数。"],
    ["stage", "asBuilt", "实测绘应填写建成时间。"],
    ["stage", "later", "请选择测绘阶段。"],
    ["completionDate", "2024-02-30", "建成时间不是有效日期。"],
    ["projectId", null, null],
    ["surveyNo", " ", "请填写测量号。"],
  ];
  for (const [field, value, message] of rows) {
    it(`${message === null ? "takes" : "refuses"} ${JSON.stringify(value)} as ${field}`, () => {
      const { error } = schema.safeParse({ ...start, [field]: value });
      assert.deepEqual(error?.issues.map((issue) => issue.message) ?? [], message === null ? [] : [message]);
    });
  }
});

describe("building data", () => {
  it("are read into hundredths, with the register's region and project", () => {
    const read = readBuildingData(start, { regionCode: "430523", projectName: "安居花园" });
    assert.ok(read.ok);
    const { grossArea, height, projectName, stage, structureType } = read.value;
    assert.deepEqual(
      [grossArea, height, projectName, stage, structureType],
      [4_059_358, 6_850, "安居花园", "preSurvey", "钢筋混凝土"],
    );
  });

  it("name the building where its project is still open", () => {
    const read = readBuildingData(start, known);
    assert.equal(read.ok && read.value.projectName, "1栋");
  });

  it("say field by field what is missing in an empty draft", () => {
    const read = readBuildingData({}, known);
    assert.ok(!read.ok);
    assert.ok(read.problems.length > 10);
    assert.ok(read.problems.every(({ field, message }) => field && message.endsWith("。")));
  });
});

describe("a unit plan", () => {
  const units = [
    { stairUnit: "", roomNo: "101" },
    { stairUnit: "1", roomNo: "301" },
    { stairUnit: "2", roomNo: "301" },
    { stairUnit: "2", roomNo: "302" },
  ];
  const rows: [file: string, unit: string | null][] = [
    ["101.pdf", "/101"],
    ["2-301.png", "2/301"],
    ["302.pdf", "2/302"],
    ["301.pdf", null],
    ["999.pdf", null],
  ];
  for (const [file, unit] of rows) {
    it(`${file} belongs to ${unit ?? "no single unit"}`, () => {
      const found = unitOfPlan(file, units);
      assert.equal(found && `${found.stairUnit}/${found.roomNo}`, unit);
    });
  }
});
