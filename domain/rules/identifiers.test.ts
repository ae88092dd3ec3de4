import assert from "node:assert/strict";
import type { Checked } from "./checked.ts";
import { checkIdentityNumber, checkMobile, checkPhone, checkRealEstateUnitNo, checkUscc } from "./identifiers.ts";

const codeOf = (checked: Checked<unknown>): string => (checked.ok ? "ok" : checked.code);

describe("a 不动产单元号 (REG-03)", () => {
  it("is cut into its layers", () => {
    assert.deepEqual(checkRealEstateUnitNo("430523001002GB00012F00010015"), {
      ok: true,
      value: {
        text: "430523001002GB00012F00010015",
        regionCode: "430523",
        cadastralDistrict: "001",
        cadastralSubdistrict: "002",
        parcelNo: "GB00012",
        fixtureKind: "F",
        buildingNo: "0001",
        houseUnitNo: "0015",
      },
    });
  });

  const rows: [text: string, expected: string, why: string][] = [
    ["430523001002gb00012f00010015", "ok", "lower case is normalised"],
    ["430523001002GB00012W00000000", "ok", "land without a fixture"],
    ["430523001002GE00012L00000001", "ok", "a forest has no building"],
    ["433127001002JC00012F99999999", "ok", "the highest building and unit"],
    ["430523001002GB00012F0001001", "UNIT_NO_LENGTH", "27 characters"],
    ["430523001002GB00012F000100155", "UNIT_NO_LENGTH", "29 characters"],
    ["430523001002XB00012F00010015", "UNIT_NO_FORMAT", "X is no kind of ownership"],
    ["430523001002GI00012F00010015", "UNIT_NO_FORMAT", "I is no kind of right"],
    ["430523001002GB00012H00010015", "UNIT_NO_FORMAT", "H is no fixture"],
    ["430523001002GB00012W00000001", "UNIT_NO_FORMAT", "no fixture has only zeros"],
    ["430523001002GB0001OF00010015", "UNIT_NO_FORMAT", "a letter O among the digits"],
    ["430523001002GB00012F00000015", "UNIT_NO_RANGE", "building 0000"],
    ["430523001002GB00012F00010000", "UNIT_NO_RANGE", "unit 0000"],
    ["990523001002GB00012F00010015", "UNIT_NO_REGION", "province 99"],
    ["４30523001002GB00012F00010015", "FULL_WIDTH", "a full-width digit"],
  ];
  for (const [text, expected, why] of rows) {
    it(`${text}: ${expected}, ${why}`, () => assert.equal(codeOf(checkRealEstateUnitNo(text)), expected));
  }

  it("of another county is refused where the county is known", () => {
    assert.equal(codeOf(checkRealEstateUnitNo("430523001002GB00012F00010015", "430523")), "ok");
    assert.equal(codeOf(checkRealEstateUnitNo("430523001002GB00012F00010015", "433127")), "UNIT_NO_OTHER_REGION");
  });
});

describe("a 统一社会信用代码 (REG-04)", () => {
  const rows: [text: string, expected: string, why: string][] = [
    ["91350100M000100Y43", "ok", "the standard's sample"],
    ["91430523MA4L00003P", "ok", "synthetic and valid"],
    ["91430523ma4l00003p", "ok", "lower case is normalised"],
    [" 91430523MA4L00003P ", "ok", "spaces around are dropped"],
    ["91350100M000100Y44", "USCC_CHECK_DIGIT", "wrong check digit"],
    ["91350100M0001O0Y43", "USCC_CHARACTER", "the letter O is not in the alphabet"],
    ["91350100I000100Y43", "USCC_CHARACTER", "the letter I is not in the alphabet"],
    ["91350100M000100Y4", "USCC_LENGTH", "17 characters"],
    ["", "USCC_LENGTH", "nothing"],
    ["91350100M000100Y4３", "FULL_WIDTH", "a full-width digit"],
  ];
  for (const [text, expected, why] of rows) {
    it(`${text}: ${expected}, ${why}`, () => assert.equal(codeOf(checkUscc(text)), expected));
  }

  it("may be accepted with a reason when only the check digit is wrong: early pilot codes are real", () => {
    const pilot = checkUscc("91350100M000100Y44");
    assert.ok(!pilot.ok && pilot.overridable === true);
    const letter = checkUscc("91350100M0001O0Y43");
    assert.ok(!letter.ok && letter.overridable === undefined);
  });
});

describe("a 公民身份号码 (REG-05)", () => {
  const rows: [text: string, expected: string, why: string][] = [
    ["11010519491231002X", "ok", "the standard's sample"],
    ["11010519491231002x", "ok", "a small x is normalised"],
    ["430523190001010019", "ok", "synthetic, year 1900"],
    ["430523190002290016", "IDENTITY_BIRTH_DATE", "1900 had no 29 February"],
    ["430523190001010018", "IDENTITY_CHECK_DIGIT", "wrong check digit"],
    ["110105194912310021", "IDENTITY_CHECK_DIGIT", "X replaced by a digit"],
    ["43052319000101001", "IDENTITY_LENGTH", "17 characters"],
    ["43052319000101001A", "IDENTITY_CHARACTER", "a letter at the end"],
    ["4305231900010100１9", "FULL_WIDTH", "a full-width digit"],
    ["", "IDENTITY_LENGTH", "nothing"],
  ];
  for (const [text, expected, why] of rows) {
    it(`${text}: ${expected}, ${why}`, () => assert.equal(codeOf(checkIdentityNumber(text)), expected));
  }

  it("of 15 digits is upgraded to 18", () => {
    const checked = checkIdentityNumber("110105491231002");
    assert.deepEqual(checked, {
      ok: true,
      value: { text: "11010519491231002X", regionCode: "110105", birthDate: "1949-12-31" },
    });
  });

  it("of 15 digits with an impossible date is refused", () => {
    assert.equal(codeOf(checkIdentityNumber("110105491331002")), "IDENTITY_BIRTH_DATE");
  });

  it("of somebody not yet born is refused where today is known", () => {
    assert.equal(codeOf(checkIdentityNumber("11010519491231002X", "1949-12-30")), "IDENTITY_BIRTH_DATE");
    assert.equal(codeOf(checkIdentityNumber("11010519491231002X", "1949-12-31")), "ok");
  });

  it("is never repeated in a message", () => {
    for (const [text] of rows) {
      const checked = checkIdentityNumber(text);
      assert.ok(checked.ok || text === "" || !checked.message.includes(text));
    }
  });
});

describe("a phone number", () => {
  const rows: [text: string, mobile: string, phone: string][] = [
    ["13812345678", "ok", "ok"],
    ["138 1234 5678", "ok", "ok"],
    ["0739-5888888", "MOBILE_FORMAT", "ok"],
    ["07395888888", "MOBILE_FORMAT", "ok"],
    ["010-12345678", "MOBILE_FORMAT", "PHONE_FORMAT"],
    ["12812345678", "MOBILE_FORMAT", "PHONE_FORMAT"],
    ["1381234567", "MOBILE_FORMAT", "PHONE_FORMAT"],
    ["１3812345678", "FULL_WIDTH", "FULL_WIDTH"],
    ["", "MOBILE_FORMAT", "PHONE_FORMAT"],
  ];
  for (const [text, mobile, phone] of rows) {
    it(`“${text}” as mobile: ${mobile}, as phone: ${phone}`, () => {
      assert.equal(codeOf(checkMobile(text)), mobile);
      assert.equal(codeOf(checkPhone(text)), phone);
    });
  }
});
