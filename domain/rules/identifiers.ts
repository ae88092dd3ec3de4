import { accepted, type Checked, type Refused, refused } from "./checked.ts";
import { hasFullWidth } from "./fullWidth.ts";
import { isLawDate, type LawDate } from "./workingDays.ts";

/** What stands in a 不动产单元号 (GB/T 37346-2019), cut at its layers. */
export interface RealEstateUnitNo {
  text: string;
  regionCode: string;
  /** 地籍区 and 地籍子区, three digits each. */
  cadastralDistrict: string;
  cadastralSubdistrict: string;
  /** 宗地特征码 and 宗地顺序号, e.g. GB00012. */
  parcelNo: string;
  /** 定着物特征码: F house, L forest, Q other, W none. */
  fixtureKind: string;
  /** 幢 and 户 of a house, four digits each; null for other fixtures. */
  buildingNo: string | null;
  houseUnitNo: string | null;
}

const UNIT_NO = /^(\d{6})(\d{3})(\d{3})([GJZ][A-HSWXY]\d{5})(?:([FLQ])(\d{4})(\d{4})|W0{8})$/;

/**
 * Reads a 28-character 不动产单元号 (REG-03); there is no check digit. Lower case is normalised, nothing else.
 * @param expectedRegion the 区划 the unit must lie in, when known
 */
export function checkRealEstateUnitNo(typed: string, expectedRegion?: string): Checked<RealEstateUnitNo> {
  const text = normalise(typed);
  if (hasFullWidth(text)) return fullWidthRefused("不动产单元号");
  if (text.length !== 28) return refused("UNIT_NO_LENGTH", "不动产单元号应为28位。");
  const parts = UNIT_NO.exec(text);
  if (!parts) return refused("UNIT_NO_FORMAT", "不动产单元号格式不正确,请核对特征码和各段数字。");
  const [, regionCode = "", district = "", subdistrict = "", parcelNo = "", kind = "W", building, unit] = parts;
  if (!isRegionCode(regionCode)) return refused("UNIT_NO_REGION", "不动产单元号的行政区划代码不存在。");
  if (expectedRegion !== undefined && regionCode !== expectedRegion) {
    return refused("UNIT_NO_OTHER_REGION", "不动产单元号不属于本行政区。");
  }
  const house = kind === "F";
  if (house && (building === "0000" || unit === "0000")) {
    return refused("UNIT_NO_RANGE", "不动产单元号的幢号和户号应在0001至9999之间。");
  }
  return accepted({
    text,
    regionCode,
    cadastralDistrict: district,
    cadastralSubdistrict: subdistrict,
    parcelNo,
    fixtureKind: kind,
    buildingNo: house ? building! : null,
    houseUnitNo: house ? unit! : null,
  });
}

const USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY";
const USCC_WEIGHTS = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

/**
 * Reads an 18-character 统一社会信用代码 (GB 32100-2015, REG-04); lower case is normalised.
 * A wrong check digit is `overridable`: some codes of the early pilot fail it and yet are real, so the official who
 * has seen the licence may accept it with a reason.
 */
export function checkUscc(typed: string): Checked<string> {
  const text = normalise(typed);
  if (hasFullWidth(text)) return fullWidthRefused("统一社会信用代码");
  if (text.length !== 18) return refused("USCC_LENGTH", "统一社会信用代码应为18位。");
  const values = Array.from(text, (character) => USCC_ALPHABET.indexOf(character));
  if (values.includes(-1)) {
    return refused("USCC_CHARACTER", "统一社会信用代码只含数字和大写字母,且不含 I、O、S、V、Z。");
  }
  const sum = USCC_WEIGHTS.reduce((running, weight, index) => running + weight * values[index]!, 0);
  if ((31 - (sum % 31)) % 31 !== values[17]) {
    const message = "统一社会信用代码校验位不正确;确属早期试点代码的,须核对营业执照原件并注明理由。";
    return { ...refused("USCC_CHECK_DIGIT", message), overridable: true };
  }
  return accepted(text);
}

export interface IdentityNumber {
  /** Always 18 characters. */
  text: string;
  regionCode: string;
  birthDate: LawDate;
}

const IDENTITY_WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/**
 * Reads a 公民身份号码 (GB 11643-1999, REG-05): check digit, an existing birth date not after `today`, a province.
 * A 15-digit number of the first generation is upgraded to 18 (year 19xx). No message repeats the number.
 */
export function checkIdentityNumber(typed: string, today?: LawDate): Checked<IdentityNumber> {
  const text = normalise(typed);
  if (hasFullWidth(text)) return fullWidthRefused("公民身份号码");
  if (/^\d{15}$/.test(text)) return checkIdentityNumber(upgraded(text), today);
  if (text.length !== 18) return refused("IDENTITY_LENGTH", "公民身份号码应为18位。");
  if (!/^\d{17}[\dX]$/.test(text)) return refused("IDENTITY_CHARACTER", "公民身份号码只含数字,末位可为X。");
  if (identityCheckDigit(text) !== text[17])
    return refused("IDENTITY_CHECK_DIGIT", "公民身份号码校验位不正确,请核对。");
  const birthDate = `${text.slice(6, 10)}-${text.slice(10, 12)}-${text.slice(12, 14)}`;
  if (!isLawDate(birthDate)) return refused("IDENTITY_BIRTH_DATE", "公民身份号码中的出生日期不存在。");
  if (today !== undefined && birthDate > today) {
    return refused("IDENTITY_BIRTH_DATE", "公民身份号码中的出生日期晚于今天。");
  }
  const regionCode = text.slice(0, 6);
  if (!isRegionCode(regionCode)) return refused("IDENTITY_REGION", "公民身份号码中的地区代码不存在。");
  return accepted({ text, regionCode, birthDate });
}

/** Reads a mobile number of the mainland; spaces and hyphens between the groups are dropped. */
export function checkMobile(typed: string): Checked<string> {
  if (hasFullWidth(typed)) return fullWidthRefused("手机号码");
  const text = typed.replace(/[\s-]/g, "");
  return /^1[3-9]\d{9}$/.test(text) ? accepted(text) : refused("MOBILE_FORMAT", "手机号码应为11位数字,以1开头。");
}

/** Reads a mobile or a landline number with area code (0739-5888888). */
export function checkPhone(typed: string): Checked<string> {
  const mobile = checkMobile(typed);
  if (mobile.ok || mobile.code === "FULL_WIDTH") return mobile;
  const parts = /^(0\d{2,3})[\s-]?([2-9]\d{6,7})$/.exec(typed.trim());
  if (!parts) return refused("PHONE_FORMAT", "联系电话应为11位手机号码,或“区号-号码”。");
  return accepted(`${parts[1]}-${parts[2]}`);
}

/** Provinces of GB/T 2260: what a region code can begin with. */
const PROVINCES = /^(1[1-5]|2[1-3]|3[1-7]|4[1-6]|5[0-4]|6[1-5]|71|8[1-3])/;

/** Whether six digits can be a 行政区划 code (GB/T 2260): an existing province in front. */
export function isRegionCode(text: string): boolean {
  return /^\d{6}$/.test(text) && PROVINCES.test(text);
}

const normalise = (typed: string): string => typed.trim().toUpperCase();

const fullWidthRefused = (what: string): Refused => refused("FULL_WIDTH", `${what}含有全角字符,请改为半角。`);

function upgraded(fifteen: string): string {
  const body = `${fifteen.slice(0, 6)}19${fifteen.slice(6)}`;
  return body + identityCheckDigit(body);
}

/** The check digit over the first 17 characters. */
function identityCheckDigit(text: string): string {
  const sum = IDENTITY_WEIGHTS.reduce((running, weight, index) => running + weight * Number(text[index]), 0);
  return "10X98765432"[sum % 11]!;
}
