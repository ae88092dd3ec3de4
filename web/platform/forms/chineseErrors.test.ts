import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { inChinese } from "./chineseErrors.ts";

const rows: [english: string, chinese: string][] = [
  ["Field is required.", "此项必填。"],
  ["Value is not a number.", "请填写数字。"],
  ["Value is expected to be an integer.", "请填写整数。"],
  ["Value is expected to have at most 2 decimal digits.", "最多保留 2 位小数。"],
  ["Field must have minimum value of 3.", "不能小于 3。"],
  ["Field must have maximum length of 160.", "最多 160 个字。"],
  ["测量号只能包含字母和数字。", "测量号只能包含字母和数字。"],
];

describe("Errors of a form", () => {
  for (const [english, chinese] of rows) {
    it(`“${english}” reads “${chinese}”`, () => {
      assert.equal(inChinese(english), chinese);
    });
  }
});
