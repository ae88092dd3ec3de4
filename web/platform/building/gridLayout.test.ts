import assert from "node:assert/strict";
import { describe, it } from "mocha";
import type { UnitCell } from "#domain/platform/buildings.ts";
import { layOut } from "./gridLayout.ts";

const unit = (roomNo: string, stairUnit = ""): UnitCell => ({
  ...{ id: Number(roomNo), roomNo, stairUnit, floor: "", actualFloor: 1, zone: "", houseUse: "住宅" },
  ...{ grossArea: 1, interiorArea: 1, sharedArea: 0, balconyArea: 0, saleState: "notForSale", restrictions: [] },
});
const floor = (name: string, units: UnitCell[]) => ({
  floor: name,
  grossArea: 0,
  interiorArea: 0,
  commonArea: 0,
  units,
});
/** Room numbers by place, "-" where there is none. */
const drawn = (floors: Parameters<typeof layOut>[0]) =>
  layOut(floors).floors.map(({ cells }) => cells.map((cell) => cell?.roomNo ?? "-").join(" "));

describe("The grid of a building table", () => {
  it("puts rooms with the same last two digits above one another, also where a floor lacks one", () => {
    assert.deepEqual(
      drawn([
        floor(
          "3",
          ["301", "302", "303"].map((no) => unit(no)),
        ),
        floor(
          "2",
          ["203", "201"].map((no) => unit(no)),
        ),
      ]),
      ["301 302 303", "201 - 203"],
    );
  });

  it("keeps the columns of each 单元 together, by number and not by text", () => {
    const floors = [floor("2", [unit("205", "10"), unit("201", "2"), unit("202", "2")])];
    assert.deepEqual(drawn(floors), ["201 202 205"]);
    assert.deepEqual(
      layOut(floors).columns.map(({ stairUnit }) => stairUnit),
      ["2", "2", "10"],
    );
  });

  it("lets a floor without 单元, such as shops below flats, run across all columns", () => {
    const shops = ["101", "102", "103"].map((no) => unit(no));
    assert.deepEqual(drawn([floor("2", [unit("201", "1"), unit("202", "2")]), floor("1", shops)]), [
      "201 202 -",
      "101 102 103",
    ]);
  });

  it("falls back to the order on the floor where room numbers do not tell", () => {
    assert.deepEqual(drawn([floor("2", [unit("7"), unit("12")]), floor("1", [unit("3")])]), ["7 12", "3 -"]);
  });

  it("leaves a floor without rooms empty", () => {
    assert.deepEqual(drawn([floor("屋面层", []), floor("1", [unit("101")])]), ["-", "101"]);
  });
});
