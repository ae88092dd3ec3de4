import assert from "node:assert/strict";
import { written } from "#test/documents.ts";
import { acceptanceNotice, acceptanceNoticeSchema } from "./acceptanceNotice.ts";
import { type DocumentModel, documentModelSchema } from "./model.ts";
import { nonAcceptanceDecision, nonAcceptanceDecisionSchema } from "./nonAcceptanceDecision.ts";
import { pmRoomConfirmation, pmRoomConfirmationSchema } from "./pmRoomConfirmation.ts";
import { refusalDecision, refusalDecisionSchema } from "./refusalDecision.ts";
import {
  buildAcceptanceNotice,
  buildNonAcceptanceDecision,
  buildPmRoomConfirmation,
  buildRefusalDecision,
} from "./samples.ts";
import { chineseDate, chineseOrdinal, sentence } from "./wording.ts";

function paragraphs(model: DocumentModel): string[] {
  return model.blocks.flatMap((block) => (block.kind === "paragraph" ? [block.text] : []));
}
function fieldsOf(model: DocumentModel): Record<string, string> {
  const fields = model.blocks.flatMap((block) => (block.kind === "fields" ? block.fields : []));
  return Object.fromEntries(fields.map(({ label, value }) => [label, value]));
}

describe("the wording of official documents", () => {
  const dates: [date: string, printed: string][] = [
    ["2026-03-05", "2026年3月5日"],
    ["2026-12-31", "2026年12月31日"],
  ];
  for (const [date, printed] of dates) {
    it(`${date} is printed as ${printed}`, () => assert.equal(chineseDate(date), printed));
  }
  it("refuses what is no date of law", () => assert.throws(() => chineseDate("2026-3-5"), RangeError));

  const ordinals: [ordinal: number, printed: string][] = [
    [1, "一"],
    [10, "十"],
    [11, "十一"],
    [20, "二十"],
    [99, "九十九"],
  ];
  for (const [ordinal, printed] of ordinals) {
    it(`${ordinal} is the ordinal ${printed}`, () => assert.equal(chineseOrdinal(ordinal), printed));
  }
  for (const ordinal of [0, 100, 1.5]) {
    it(`${ordinal} is no ordinal`, () => assert.throws(() => chineseOrdinal(ordinal), RangeError));
  }

  const sentences: [typed: string, addition: string, closed: string][] = [
    ["材料不齐", "", "材料不齐。"],
    ["材料不齐。", "", "材料不齐。"],
    ["材料不齐；", "", "材料不齐。"],
    ["材料不齐.", "", "材料不齐。"],
    ["是否属实？", "", "是否属实？"],
    ["材料不齐。", "（依据：《甲》）", "材料不齐（依据：《甲》）。"],
    ["甲。乙", "", "甲。乙。"],
  ];
  for (const [typed, addition, closed] of sentences) {
    it(`“${typed}” with “${addition}” closes as “${closed}”`, () => assert.equal(sentence(typed, addition), closed));
  }
});

describe("each document of the management rooms", () => {
  const all = {
    受理通知书: [acceptanceNoticeSchema, buildAcceptanceNotice(), written(acceptanceNotice, buildAcceptanceNotice())],
    不予受理决定书: [
      nonAcceptanceDecisionSchema,
      buildNonAcceptanceDecision(),
      written(nonAcceptanceDecision, buildNonAcceptanceDecision()),
    ],
    不予确认决定书: [refusalDecisionSchema, buildRefusalDecision(), written(refusalDecision, buildRefusalDecision())],
    物业管理用房确认书: [
      pmRoomConfirmationSchema,
      buildPmRoomConfirmation(),
      written(pmRoomConfirmation, buildPmRoomConfirmation()),
    ],
  } as const;
  for (const [title, [schema, data, model]] of Object.entries(all)) {
    it(`${title} is a complete model that survives JSON`, () => {
      assert.deepEqual(schema.parse(data), data);
      assert.equal(model.title, title);
      assert.deepEqual(documentModelSchema.parse(JSON.parse(JSON.stringify(model))), model);
    });
  }
});

describe("a decision against the applicant", () => {
  for (const [name, model] of [
    ["不予受理决定书", written(nonAcceptanceDecision, buildNonAcceptanceDecision())],
    ["不予决定书", written(refusalDecision, buildRefusalDecision())],
  ] as const) {
    it(`${name} names both remedies with organ and period (行政许可法 art 38)`, () => {
      assert.equal(
        paragraphs(model).at(-1),
        "如你单位对本决定不服，可以自收到本决定书之日起60日内向邵阳县人民政府申请行政复议，" +
          "也可以自收到本决定书之日起六个月内依法向邵阳县人民法院提起行政诉讼。",
      );
    });
  }

  it("numbers several reasons and leaves a single one without number", () => {
    const reason = { text: "材料不符", basis: null };
    const several = paragraphs(
      written(nonAcceptanceDecision, buildNonAcceptanceDecision({ reasons: [reason, reason] })),
    );
    const single = paragraphs(written(nonAcceptanceDecision, buildNonAcceptanceDecision({ reasons: [reason] })));
    assert.deepEqual(several.slice(1, 3), ["一、材料不符。", "二、材料不符。"]);
    assert.equal(single[1], "材料不符。");
  });

  it("cannot be made without a reason", () => {
    assert.equal(nonAcceptanceDecisionSchema.safeParse(buildNonAcceptanceDecision({ reasons: [] })).success, false);
    assert.equal(refusalDecisionSchema.safeParse(buildRefusalDecision({ reasons: [] })).success, false);
  });

  const titles: [act: "permit" | "filing" | "confirmation" | "benefit", title: string][] = [
    ["permit", "不予行政许可决定书"],
    ["filing", "不予备案决定书"],
    ["confirmation", "不予确认决定书"],
    ["benefit", "不予给付决定书"],
  ];
  for (const [act, title] of titles) {
    it(`on a ${act} is called ${title}`, () => {
      assert.equal(written(refusalDecision, buildRefusalDecision({ act })).title, title);
    });
  }

  it("tells of the hearing only where there was one", () => {
    const heard = (heardOn: string | null) =>
      paragraphs(written(refusalDecision, buildRefusalDecision({ heardOn }))).some((text) =>
        text.includes("陈述和申辩"),
      );
    assert.equal(heard("2026-03-16"), true);
    assert.equal(heard(null), false);
  });

  it("speaks to a person as 你", () => {
    const applicant = { name: "测试甲", kind: "person" } as const;
    const text = paragraphs(written(refusalDecision, buildRefusalDecision({ applicant }))).join("");
    assert.ok(text.includes("如你对本决定不服"));
    assert.ok(!text.includes("你单位"));
  });
});

describe("the confirmation of management rooms", () => {
  it("adds up the rooms that it lists and compares them with what is required", () => {
    // given, when
    const model = written(pmRoomConfirmation, buildPmRoomConfirmation());
    // then
    assert.equal(fieldsOf(model).应配置面积, "100.00 ㎡");
    assert.equal(fieldsOf(model).实际配置面积, "103.39 ㎡");
    assert.equal(fieldsOf(model).业委会用房面积, "应配 20.00 ㎡，实配 30.54 ㎡（已计入以上面积）");
    assert.equal(fieldsOf(model).总建筑面积, "40,593.58 ㎡");
    const table = model.blocks.find((block) => block.kind === "table");
    assert.equal(table?.total?.at(-1), "103.39");
    assert.deepEqual(table?.rows[2], ["3", "1幢", "109", "1", "业主委员会用房", "30.54"]);
  });

  it("prints a recorded exemption word for word, and no such line without one", () => {
    const exemption = "经县人民政府批准，不足部分于二期配齐";
    const printed = (given: string | null) =>
      paragraphs(written(pmRoomConfirmation, buildPmRoomConfirmation({ exemption: given }))).filter((text) =>
        text.startsWith("配置面积说明："),
      );
    assert.deepEqual(printed(exemption), [`配置面积说明：${exemption}。`]);
    assert.deepEqual(printed(null), []);
  });

  it("leads to the public page of this certificate", () => {
    const data = buildPmRoomConfirmation();
    assert.equal(written(pmRoomConfirmation, data).verify?.url, data.verifyUrl);
  });
});

describe("a notice of acceptance", () => {
  it("tells what was received, by when it will be decided and where to ask", () => {
    const model = written(acceptanceNotice, buildAcceptanceNotice());
    const text = paragraphs(model).join("");
    for (const part of ["20个工作日", "10个工作日", "2026年3月19日", "430523-WGF-2026-000012", "0739-0000000"]) {
      assert.ok(text.includes(part), part);
    }
    const table = model.blocks.find((block) => block.kind === "table");
    assert.equal(table?.rows.length, 3);
  });

  it("has no table where no material was needed", () => {
    const model = written(acceptanceNotice, buildAcceptanceNotice({ materials: [] }));
    assert.ok(model.blocks.every(({ kind }) => kind === "paragraph"));
  });
});
