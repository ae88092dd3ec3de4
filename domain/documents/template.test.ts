import assert from "node:assert/strict";
import { z } from "zod";
import { blocks, documentKind, optional, text } from "./kind.ts";
import type { DocumentModel } from "./model.ts";
import { fillTemplate, parseTemplate } from "./template.ts";

const kind = documentKind({
  kind: "letter",
  schema: z.object({ name: z.string(), heard: z.string().nullable(), rows: z.array(z.string()) }),
  placeholders: { 申请人: text("申请人"), 听取日期: optional("可能没有"), 理由: blocks("理由") },
  fixed: () => ({ issuer: "甲县住房中心", number: "甲〔2026〕1号", date: "2026-03-05", verifyUrl: null }),
  values: ({ name, heard, rows }) => ({
    申请人: name,
    听取日期: heard,
    理由: rows.map((row) => ({ kind: "paragraph", text: row })),
  }),
});
const head = "标题：告知书\n版式：公文\n";
const faultsOf = (source: string) => parseTemplate(source, kind).faults.map(({ line, message }) => [line, message]);

function fill(
  source: string,
  data: Partial<{ name: string; heard: string | null; rows: string[] }> = {},
): DocumentModel {
  const { template, faults } = parseTemplate(source, kind);
  assert.deepEqual(faults, []);
  return fillTemplate(template!, kind, { name: "某公司", heard: null, rows: [], ...data });
}

describe("a template of a document", () => {
  it("says what stands in it, with the case's values", () => {
    const model = fill(
      `// 说明\n标题：致{{申请人}}的告知书\n版式：公文\n主送：{{申请人}}\n附注：一式两份。\n---\n{{ 申请人 }}：见{{文号}}。\n`,
    );
    assert.equal(model.title, "致某公司的告知书");
    assert.equal(model.addressee, "某公司");
    assert.deepEqual(model.blocks, [{ kind: "paragraph", text: "某公司：见甲〔2026〕1号。" }]);
    assert.deepEqual(model.notes, ["一式两份。"]);
    assert.equal(model.sealed, true);
  });

  it("puts a table or a list of paragraphs where its placeholder stands alone", () => {
    const { blocks } = fill(`${head}---\n前\n{{理由}}\n后`, { rows: ["一", "二"] });
    assert.deepEqual(
      blocks.map((block) => (block.kind === "paragraph" ? block.text : "")),
      ["前", "一", "二", "后"],
    );
  });

  it("leaves out what has nothing to say, with the heading above it", () => {
    const source = `${head}---\n前\n# 理由：\n{{理由}}\n? 于{{听取日期}}听取了意见。`;
    assert.equal(fill(source).blocks.length, 1);
    assert.equal(fill(source, { rows: ["一"], heard: "3月1日" }).blocks.length, 4);
  });

  it("joins lines of fields to one grid, two in a row where the line has two", () => {
    const { blocks } = fill(`${head}---\n- 甲：{{申请人}}\n- 乙：1：2 | 丙：{{听取日期}}`);
    assert.deepEqual(blocks, [
      {
        kind: "fields",
        fields: [
          { label: "甲", value: "某公司", wide: true },
          { label: "乙", value: "1：2", wide: false },
          { label: "丙", value: "", wide: false },
        ],
      },
    ]);
  });

  it("never reads a value as a placeholder", () => {
    const { blocks } = fill(`${head}---\n{{申请人}}来函`, { name: "{{文号}}" });
    assert.deepEqual(blocks, [{ kind: "paragraph", text: "{{文号}}来函" }]);
  });

  const known = "可用：发文机关、文号、落款日期、申请人、听取日期、理由。";
  const wrong: [why: string, source: string, faults: [number, string][]][] = [
    ["an unknown placeholder", `${head}---\n前\n{{申请单位}}来函`, [[5, `不认识的占位符 {{申请单位}}。${known}`]]],
    ["an unknown one in the head", `标题：{{事项}}\n版式：公文\n---\n前`, [[1, `不认识的占位符 {{事项}}。${known}`]]],
    ["a name of every object", `${head}---\n{{constructor}}`, [[4, `不认识的占位符 {{constructor}}。${known}`]]],
    ["a brace too few", `${head}---\n{{申请人}来函`, [[4, "占位符应形如 {{名称}}，括号不成对。"]]],
    ["a table inside a sentence", `${head}---\n如下：{{理由}}`, [[4, "{{理由}} 是整段内容（如表格），应单独占一行。"]]],
    [
      "a value that may be missing in a line that is always printed",
      `${head}---\n于{{听取日期}}`,
      [[4, "{{听取日期}} 可能没有内容，所在行应以“?”开头，没有内容时整行不印。"]],
    ],
    ["no border", "标题：告知书\n正文", [[1, "缺少一行“---”：它上面是标题、版式等，下面是正文。"]]],
    ["no body", `${head}---\n// 空`, [[3, "“---”下面没有正文。"]]],
    ["an unknown layout", "标题：告知书\n版式：红头\n---\n前", [[1, "“版式：”应为公文、证书、表格之一。"]]],
    [
      "an unknown line in the head",
      `${head}字体：宋体\n---\n前`,
      [[3, "“---”上面的每一行应形如“标题：内容”，可用：标题、版式、主送、附注、抄送、核验说明、印章。"]],
    ],
    ["a field without a label", `${head}---\n- 甲`, [[4, "表格行应形如“- 标签：值”，或“- 标签：值 | 标签：值”。"]]],
  ];
  for (const [why, source, faults] of wrong) {
    it(`is refused by line: ${why}`, () => assert.deepEqual(faultsOf(source), faults));
  }

  it("tells all that is wrong at once", () => {
    assert.equal(faultsOf("版式：公文\n---\n{{甲}}\n{{乙}}").length, 3);
  });
});
