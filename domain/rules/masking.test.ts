import assert from "node:assert/strict";
import { maskCard, maskIdentityNumber, maskName, maskPhone } from "./masking.ts";

describe("masking for lists and public pages (SEC-06)", () => {
  const rows: [mask: (text: string) => string, text: string, masked: string, why: string][] = [
    [maskName, "张三", "张*", "two characters"],
    [maskName, "张三丰", "张**", "three characters"],
    [maskName, "欧阳修", "欧阳*", "a compound surname stays whole"],
    [maskName, "欧阳某某", "欧阳**", "a compound surname of four"],
    [maskName, "欧阳", "欧*", "two characters are never all kept"],
    [maskName, "𠮷田", "𠮷*", "a rare character is one character"],
    [maskName, "张", "*", "one character"],
    [maskName, "", "", "nothing"],
    [maskIdentityNumber, "430523190001010019", "4305************19", "a resident identity number"],
    [maskIdentityNumber, "430523000101001", "4305*********01", "of the first generation"],
    [maskIdentityNumber, "E12345678", "E******78", "a passport"],
    [maskIdentityNumber, "123", "***", "too short to keep anything"],
    [maskPhone, "13812345678", "138****5678", "a mobile"],
    [maskPhone, "0739-5888888", "0739-*****88", "a landline"],
    [maskPhone, "12", "**", "too short to keep anything"],
    [maskCard, "6222021234567890123", "***************0123", "a card"],
    [maskCard, "6222 0212 3456 7890", "************7890", "a card with spaces"],
    [maskCard, "1234", "****", "too short to keep anything"],
  ];
  for (const [mask, text, masked, why] of rows) {
    it(`${mask.name}: ${why} becomes ${masked || "nothing"}`, () => assert.equal(mask(text), masked));
  }

  it("never shows the birth date of an identity number", () => {
    assert.ok(!maskIdentityNumber("430523190001010019").includes("1900"));
  });
});
