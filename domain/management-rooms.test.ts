import assert from "node:assert/strict";
import { exemptionText, judgeRooms, type ManagementRoomsRule, managementRoomsForms } from "./management-rooms.ts";
import { displayArea } from "./rules/area.ts";

/** 2‰ of the gross area, at least 100 ㎡, 20 ㎡ of it for the committee: the demonstration county. */
const hunan: ManagementRoomsRule = {
  scope: "building",
  aboveGroundOnly: true,
  rule: {
    base: "grossArea",
    tiers: [{ upTo: null, perTenThousand: 20 }],
    minArea: 10_000,
    committeeMin: 2_000,
    committeeInside: true,
  },
};
const onTop: ManagementRoomsRule = { ...hunan, rule: { ...hunan.rule, committeeInside: false } };
const project: ManagementRoomsRule = { ...hunan, scope: "project" };
const base = (grossArea: number) => ({ grossArea, aboveGroundArea: grossArea, asBuiltAboveGroundArea: null });
const room = (grossArea: number, forCommittee = false, actualFloor = 1) => ({
  unitId: grossArea,
  roomNo: String(grossArea),
  actualFloor,
  grossArea,
  forCommittee,
});

describe("required against provided management rooms", () => {
  type Row = [
    why: string,
    rule: ManagementRoomsRule,
    grossArea: number,
    rooms: ReturnType<typeof room>[],
    short: number,
  ];
  const rows: Row[] = [
    ["meets the least exactly", hunan, 4_059_358, [room(8_000), room(2_000, true)], 0],
    ["is one hundredth short", hunan, 4_059_358, [room(7_999), room(2_000, true)], 1],
    ["has enough, but too little for the committee", hunan, 4_059_358, [room(9_000), room(1_999, true)], 1],
    ["has neither", hunan, 4_059_358, [room(3_807)], 2],
    ["is measured by rate above the least", hunan, 28_600_000, [room(55_200), room(2_000, true)], 0],
    ["is short by rate", hunan, 28_600_000, [room(55_199), room(2_000, true)], 1],
    [
      "needs the committee's room on top where the region says so",
      onTop,
      4_059_358,
      [room(8_000), room(2_000, true)],
      1,
    ],
    ["does not count a room below ground", hunan, 4_059_358, [room(10_000, true, -1)], 3],
  ];
  for (const [why, rule, grossArea, rooms, short] of rows) {
    it(`${displayArea(grossArea)} ㎡: ${why}`, () => {
      const judged = judgeRooms(rule, base(grossArea), rooms);
      assert.equal(judged.reasons.length, short, judged.reasons.join("\n"));
      assert.equal(judged.sufficient, short === 0);
    });
  }

  it("counts what was confirmed before in the project only where the project is measured", () => {
    const rooms = [room(1_000)];
    const before = { area: 9_000, committeeArea: 2_000 };
    assert.equal(judgeRooms(project, base(4_059_358), rooms, before).sufficient, true);
    assert.equal(judgeRooms(hunan, base(4_059_358), rooms, before).sufficient, false);
  });
});

describe("the forms of management-rooms", () => {
  const { schema } = managementRoomsForms["management-rooms.start"];

  it("drop what an applicant sends of the register's facts", () => {
    const data = {
      buildingId: 1,
      projectId: 2,
      rooms: [{ unitId: 3, forCommittee: false }],
      company: { name: "别家" },
    };
    assert.deepEqual(schema.parse(data), {
      buildingId: 1,
      projectId: 2,
      rooms: data.rooms,
      electronicDelivery: false,
      remarks: "",
    });
  });

  it("say all that is wrong at once, in Chinese", () => {
    const twice = [
      { unitId: 3, forCommittee: false },
      { unitId: 3, forCommittee: true },
    ];
    const { error } = schema.safeParse({ buildingId: null, projectId: null, rooms: twice });
    assert.deepEqual(
      error?.issues.map(({ message }) => message),
      ["请选择楼幢。", "请选择所属项目。", "同一套用房不能重复选择。"],
    );
  });

  it("take an exemption as recorded only with its reason and its basis", () => {
    assert.equal(exemptionText({ exemptionReason: "分期建设。", exemptionBasis: "" }), null);
    assert.equal(
      exemptionText({ exemptionReason: "分期建设。", exemptionBasis: "《办法》第五条" }),
      "分期建设（依据：《办法》第五条）",
    );
  });
});
