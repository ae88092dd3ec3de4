import assert from "node:assert/strict";
import fc from "fast-check";
import { checkSurvey, type SurveyReview } from "./checkSurvey.ts";
import type { FloorRow, UnitRow, ZoneRow } from "./rows.ts";
import { buildSurvey } from "./surveyBuilder.ts";

type Survey = ReturnType<typeof buildSurvey>;

/** A garage, shops and flats; no rounding leaves a residual. */
const small = (): Survey =>
  buildSurvey(
    [
      { name: "车库", use: "garage", ownCommonArea: 4000, floors: { [-1]: [60000, 40000] } },
      { name: "商铺", use: "commercial", ownCommonArea: 30000, floors: { 1: [3120, 2870, 94010], 2: [50000, 50000] } },
      { name: "住宅", use: "residential", ownCommonArea: 90000, floors: { 3: [8933, 341067], 4: [175000, 175000] } },
    ],
    20000,
  );

/** Spoils a survey and gives what the checks say. */
function spoiled(spoil: (survey: Survey) => void, survey = small()): SurveyReview {
  spoil(survey);
  return checkSurvey(survey.tables, survey.building);
}
const unit = ({ tables }: Survey, roomNo: string): UnitRow => tables.units.rows.find((row) => row.roomNo === roomNo)!;
const floor = ({ tables }: Survey, level: string): FloorRow => tables.floors.rows.find((row) => row.level === level)!;
const zone = ({ tables }: Survey, name: string): ZoneRow => tables.zones.rows.find((row) => row.name === name)!;
const brief = ({ problems }: SurveyReview) =>
  problems.map((problem) => [problem.code, problem.sheet, problem.row, problem.column, problem.value]);

describe("the check of survey tables", () => {
  it("finds nothing in tables that close", () => {
    assert.deepEqual(
      spoiled(() => {}),
      { problems: [], warnings: [], adjustedRows: [] },
    );
  });

  it("says where, what and by which rule, and leaves the tables as they were", () => {
    // given
    const survey = small();
    unit(survey, "101").sharedArea += 1;
    const untouched = structuredClone(survey.tables);
    // when
    const { problems } = checkSurvey(survey.tables, survey.building);
    // then
    assert.equal(problems.length, 1);
    assert.deepEqual(
      { ...problems[0], message: "" },
      {
        code: "UNIT_IDENTITY",
        message: "",
        file: "测绘成果.xlsx",
        sheet: "户室对照表",
        row: 4,
        column: "分摊面积",
        value: "5.33",
        rule: "SUR-09",
      },
    );
    assert.match(problems[0]!.message, /此处应为 5\.32。$/);
    assert.deepEqual(survey.tables, untouched);
  });

  const oneCell: [what: string, spoil: (survey: Survey) => void, expected: unknown[]][] = [
    ["a share", (survey) => (unit(survey, "302").sharedArea -= 1), ["UNIT_IDENTITY", "户室对照表", 10, "分摊面积"]],
    ["a gross area", (survey) => (unit(survey, "302").grossArea += 1), ["UNIT_IDENTITY", "户室对照表", 10, "建筑面积"]],
    [
      "an interior area",
      (survey) => (unit(survey, "302").interiorArea += 1),
      ["UNIT_IDENTITY", "户室对照表", 10, "套内面积"],
    ],
    [
      "a floor's gross area",
      (survey) => (floor(survey, "2").grossArea += 1),
      ["FLOOR_IDENTITY", "分层表", 4, "层建筑面积"],
    ],
    [
      "a floor's interior area",
      (survey) => (floor(survey, "2").interiorArea -= 1),
      ["FLOOR_IDENTITY", "分层表", 4, "层套内面积"],
    ],
    [
      "a floor's common area",
      (survey) => (floor(survey, "1").commonArea += 1),
      ["FLOOR_IDENTITY", "分层表", 3, "层公用面积"],
    ],
    [
      "a zone's interior area",
      (survey) => (zone(survey, "住宅").interiorArea += 1),
      ["ZONE_INTERIOR_AREA", "功能区", 4, "套内面积"],
    ],
    [
      "a zone's own common area",
      (survey) => (zone(survey, "住宅").ownCommonArea += 1),
      ["ZONE_COMMON_AREA", "功能区", 4, "自有公用面积"],
    ],
  ];
  for (const [what, spoil, expected] of oneCell) {
    it(`names the one cell when ${what} is off by 0.01`, () => {
      assert.deepEqual(
        brief(spoiled(spoil)).map((problem) => problem.slice(0, 4)),
        [expected],
      );
    });
  }

  const others: [what: string, spoil: (survey: Survey) => void, codes: string[]][] = [
    [
      "a share and the gross area that follows from it",
      (survey) => {
        unit(survey, "101").sharedArea += 1;
        unit(survey, "101").grossArea += 1;
      },
      ["UNIT_SHARE"],
    ],
    [
      "a printed coefficient further off than 0.00001",
      (survey) => (unit(survey, "101").coefficient += 11),
      ["UNIT_COEFFICIENT"],
    ],
    ["a zone's printed coefficient", (survey) => (zone(survey, "商铺").coefficient -= 11), ["ZONE_COEFFICIENT"]],
    ["a unit put into another zone", (survey) => (unit(survey, "101").zone = "住宅"), ["UNIT_ZONE"]],
    ["a room number used twice", (survey) => (unit(survey, "102").roomNo = "101"), ["DUPLICATE_ROOM"]],
    [
      "a floor listed twice",
      (survey) => (floor(survey, "4").level = "3"),
      ["DUPLICATE_FLOOR", "FLOOR_MISSING", "UNKNOWN_FLOOR", "UNKNOWN_FLOOR"],
    ],
    [
      "a zone listed twice",
      (survey) => survey.tables.zones.rows.push({ ...zone(survey, "住宅"), line: 5 }),
      ["DUPLICATE_ZONE"],
    ],
    ["an unknown zone", (survey) => (unit(survey, "101").zone = "办公"), ["UNKNOWN_ZONE"]],
    [
      "a unit on an unknown floor",
      (survey) => Object.assign(unit(survey, "101"), { floor: 9, actualFloor: 9 }),
      ["UNKNOWN_FLOOR"],
    ],
    ["an actual floor unlike 层次", (survey) => (unit(survey, "101").actualFloor = 2), ["ACTUAL_FLOOR"]],
    ["a missing floor", (survey) => (survey.building.aboveGroundFloors = 5), ["FLOOR_MISSING"]],
    ["a floor beyond 总层数", (survey) => (survey.building.aboveGroundFloors = 3), ["FLOOR_BEYOND_TOTAL"]],
    [
      "a balcony larger than its unit",
      (survey) => (unit(survey, "101").balconyArea = 3121),
      ["UNIT_BALCONY", "FLOOR_BALCONY_SUM"],
    ],
    ["half walls larger than the common area", (survey) => (floor(survey, "2").halfWallArea = 1), ["FLOOR_HALF_WALL"]],
    ["balconies that do not add up", (survey) => (floor(survey, "3").balconyArea = 5), ["FLOOR_BALCONY_SUM"]],
    ["a building area unlike the floors", (survey) => (survey.building.grossArea += 1), ["FLOOR_GROSS_TOTAL"]],
    [
      "common area nobody accounts for",
      (survey) => Object.assign(floor(survey, "屋面层"), { commonArea: 20100, grossArea: 20100 }),
      ["COMMON_TOTAL", "FLOOR_GROSS_TOTAL"],
    ],
    [
      "a zone without units",
      (survey) => survey.tables.zones.rows.push({ ...zone(survey, "住宅"), name: "空", line: 5 }),
      ["ZONE_WITHOUT_UNITS"],
    ],
    [
      "a row left out",
      (survey) => survey.tables.units.rows.splice(2, 1),
      ["ZONE_SHARE_TOTAL", "FLOOR_INTERIOR_SUM", "ZONE_INTERIOR_SUM"],
    ],
  ];
  for (const [what, spoil, codes] of others) {
    it(`finds ${what}`, () => {
      assert.deepEqual(
        spoiled(spoil).problems.map((problem) => problem.code),
        codes,
      );
    });
  }

  it("finds independent errors all at once, each at its cell", () => {
    const review = spoiled((survey) => {
      unit(survey, "101").sharedArea += 1;
      unit(survey, "402").grossArea -= 7;
      floor(survey, "2").grossArea += 100;
      zone(survey, "车库").coefficient = 0;
    });
    assert.deepEqual(brief(review), [
      ["FLOOR_IDENTITY", "分层表", 4, "层建筑面积", "1001.00"],
      ["ZONE_COEFFICIENT", "功能区", 2, "分摊系数", "0.000000"],
      ["UNIT_IDENTITY", "户室对照表", 4, "分摊面积", "5.33"],
      ["UNIT_IDENTITY", "户室对照表", 12, "建筑面积", "2010.07"],
    ]);
  });

  it("checks rows but no sums when rows were already refused on reading", () => {
    // given
    const survey = small();
    survey.tables.units.rows.splice(0, 1);
    unit(survey, "101").sharedArea += 1;
    // when
    const { problems } = checkSurvey(survey.tables, survey.building, ["units"]);
    // then
    assert.deepEqual(
      problems.map((problem) => problem.code),
      ["UNIT_IDENTITY"],
    );
  });

  it("does not blame units for floors and zones that could not be read", () => {
    const survey = small();
    survey.tables.floors.rows.pop();
    survey.tables.zones.rows.splice(0, 1);
    assert.deepEqual(checkSurvey(survey.tables, survey.building, ["floors", "zones"]).problems, []);
  });

  describe("interior area in parts (SUR-05)", () => {
    const rows: [usable: number | null, wall: number | null, balcony: number, codes: string[]][] = [
      [2800, 320, 0, []],
      [2700, 320, 100, []],
      [2800, 319, 0, ["UNIT_INTERIOR_PARTS"]],
      [2800, null, 0, []],
      [null, 320, 0, []],
      [null, null, 0, []],
    ];
    for (const [usableArea, interiorWallArea, balconyArea, codes] of rows) {
      it(`${usableArea} + ${interiorWallArea} + ${balconyArea} against 31.20 gives ${codes.join() || "nothing"}`, () => {
        const review = spoiled((survey) => {
          Object.assign(unit(survey, "101"), { usableArea, interiorWallArea, balconyArea });
          floor(survey, "1").balconyArea = balconyArea;
        });
        assert.deepEqual(
          review.problems.map((problem) => problem.code),
          codes,
        );
      });
    }
  });

  it("leaves common area that is not apportioned out of the zones but inside the building (SUR-07)", () => {
    const review = spoiled((survey) => {
      floor(survey, "屋面层").commonArea += 500;
      floor(survey, "屋面层").grossArea += 500;
      survey.building.grossArea += 500;
      survey.building.nonApportionedArea = 500;
    });
    assert.deepEqual(review.problems, []);
  });

  it("does not ask a floor's units to add up when a unit spans two floors, but the whole still must", () => {
    const shift = (survey: Survey) => {
      unit(survey, "401").floorCount = 2;
      floor(survey, "3").interiorArea += 1000;
      floor(survey, "3").grossArea += 1000;
      floor(survey, "4").interiorArea -= 1000;
      floor(survey, "4").grossArea -= 1000;
    };
    assert.deepEqual(spoiled(shift).problems, []);
    const lost = spoiled((survey) => {
      shift(survey);
      floor(survey, "3").interiorArea -= 1;
      floor(survey, "3").grossArea -= 1;
      survey.building.grossArea -= 1;
    });
    assert.deepEqual(
      lost.problems.map((problem) => problem.code),
      ["INTERIOR_TOTAL"],
    );
  });
});

describe("warnings of the survey check", () => {
  const rows: [what: string, spoil: (survey: Survey) => void, codes: string[]][] = [
    ["a use unlike that of its zone", (survey) => (unit(survey, "101").use = "office"), ["USE_UNLIKE_ZONE"]],
    ["a storey under 2.20 m", (survey) => (floor(survey, "2").storeyHeight = 219), ["LOW_STOREY"]],
    ["no storey of 2.20 m", (survey) => (floor(survey, "2").storeyHeight = 220), []],
    [
      "a conclusion that states another area",
      (survey) => (survey.building.surveyConclusion = "建筑面积为 1.00 平方米。"),
      ["CONCLUSION_AREA"],
    ],
    [
      "no conclusion that states the same area",
      (survey) => (survey.building.surveyConclusion = "建筑面积为 11440.00 平方米。"),
      [],
    ],
    [
      "a split of the building's common area unlike SUR-20",
      (survey) => {
        // two equal zones, of which one takes 15.00 of the building and the other 5.00
        Object.assign(
          survey,
          buildSurvey(
            [{ name: "住宅", use: "residential", ownCommonArea: 0, floors: { 1: [10000], 2: [10000] } }],
            2000,
          ),
        );
        const [only] = survey.tables.zones.rows;
        survey.tables.zones.rows = [
          { ...only!, name: "甲", interiorArea: 10000, receivedCommonArea: 1500, coefficient: 150000 },
          { ...only!, line: 3, name: "乙", interiorArea: 10000, receivedCommonArea: 500, coefficient: 50000 },
        ];
        Object.assign(unit(survey, "101"), { zone: "甲", sharedArea: 1500, grossArea: 11500, coefficient: 150000 });
        Object.assign(unit(survey, "201"), { zone: "乙", sharedArea: 500, grossArea: 10500, coefficient: 50000 });
      },
      ["ZONE_RECEIVED_UNUSUAL", "ZONE_RECEIVED_UNUSUAL"],
    ],
  ];
  for (const [what, spoil, codes] of rows) {
    it(`tell of ${what}, and block nothing`, () => {
      const { warnings, problems } = spoiled(spoil);
      assert.deepEqual(
        warnings.map((warning) => warning.code),
        codes,
      );
      assert.deepEqual(problems, []);
    });
  }
});

describe("every building apportioned by our own rules", () => {
  it("passes the check, whatever its zones and floors", () => {
    const interiors = fc.array(fc.integer({ min: 1000, max: 20000 }), { minLength: 1, maxLength: 8 });
    const zoneOf = (name: string, level: number) =>
      fc.tuple(fc.integer({ min: 0, max: 30000 }), interiors, interiors).map(([ownCommonArea, lower, upper]) => ({
        name,
        use: "residential" as const,
        ownCommonArea,
        floors: { [level]: lower, [level + 1]: upper },
      }));
    fc.assert(
      fc.property(zoneOf("甲", 1), zoneOf("乙", 3), fc.integer({ min: 0, max: 20000 }), (one, other, common) => {
        const { tables, building } = buildSurvey([one, other], common);
        const review = checkSurvey(tables, building);
        assert.deepEqual(review.problems, []);
        assert.ok(review.adjustedRows.every((row) => row.byLargestRemainder));
      }),
    );
  });
});
