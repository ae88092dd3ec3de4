import assert from "node:assert/strict";
import { BusinessError } from "#domain/errors.ts";
import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import { readSheets } from "./readSheets.ts";
import { workbookParts, type ZipPart, zipOf } from "./testWorkbooks.ts";

const text = (content: string): Uint8Array => new TextEncoder().encode(content);
const row = (cells: string, line = 1): string => `<row r="${line}">${cells}</row>`;
const read = (parts: ZipPart[], limits: SpreadsheetLimits = LIMITS) =>
  readSheets({ name: "a.xlsx", content: zipOf(parts) }, limits);
const textsOf = async (sheetXml: string, more: ZipPart[] = []): Promise<string[][]> => {
  const [sheet] = await read([...workbookParts(sheetXml), ...more]);
  return sheet!.rows.map(({ cells }) => [...cells.values()].map((cell) => cell.text));
};

async function refusalOf(
  content: Uint8Array,
  name = "a.xlsx",
  limits: SpreadsheetLimits = LIMITS,
): Promise<BusinessError> {
  const error = await readSheets({ name, content }, limits).then(
    () => assert.fail("it was read"),
    (thrown: unknown) => thrown,
  );
  assert.ok(error instanceof BusinessError, String(error));
  assert.match(error.message, /。$/);
  return error;
}

describe("an uploaded file that is no table", () => {
  const plain = workbookParts(row('<c r="A1"><v>1</v></c>'));
  const workbook = zipOf(plain);
  const rows: [what: string, name: string, content: Uint8Array, code: string][] = [
    ["an exe renamed to xlsx", "a.xlsx", text("MZ\x90\x00rest"), "NOT_A_TABLE"],
    ["an exe renamed to csv", "a.csv", text("MZ\x90\x00rest"), "NOT_A_TABLE"],
    ["a PDF", "a.xlsx", text("%PDF-1.7"), "NOT_A_TABLE"],
    [
      "an old or encrypted Excel file",
      "a.xlsx",
      new Uint8Array([0xd0, 0xcf, 0x11, 0xe0, 0xa1]),
      "OLD_OR_ENCRYPTED_EXCEL",
    ],
    ["another ending", "a.docx", workbook, "FILE_TYPE"],
    ["no ending", "table", workbook, "FILE_TYPE"],
    ["text called xlsx", "a.xlsx", text("层次,户室号"), "FILE_TYPE_MISMATCH"],
    ["a workbook called csv", "a.csv", workbook, "FILE_TYPE_MISMATCH"],
    ["nothing", "a.xlsx", new Uint8Array(), "FILE_EMPTY"],
    ["binary content called csv", "a.csv", new Uint8Array([1, 0, 2]), "NOT_A_TABLE"],
    ["a csv in no known encoding", "a.csv", new Uint8Array([0x81, 0xff, 0xff]), "CSV_ENCODING"],
    ["a csv with an open quote", "a.csv", text('a,"b\nc'), "CSV_QUOTES"],
    ["a csv with text behind a quote", "a.csv", text('"a"b,c'), "CSV_QUOTES"],
    ["a csv with an endless cell", "a.csv", text("a".repeat(40_000)), "CSV_FIELD_TOO_LONG"],
    ["half a workbook", "a.xlsx", workbook.subarray(0, workbook.length / 2), "FILE_DAMAGED"],
    ["a zip that is no workbook", "a.xlsx", zipOf([{ name: "word/document.xml", content: "<a/>" }]), "NOT_A_WORKBOOK"],
    [
      "a workbook with macros",
      "a.xlsx",
      zipOf([...plain, { name: "xl/vbaProject.bin", content: "x" }]),
      "FILE_HAS_MACROS",
    ],
    ["an encrypted zip", "a.xlsx", zipOf(plain.map((part) => ({ ...part, encrypted: true }))), "FILE_ENCRYPTED"],
    ["the same entry twice", "a.xlsx", zipOf([...plain, ...plain]), "FILE_DAMAGED"],
    ["XML that is cut off", "a.xlsx", zipOf(workbookParts("<row><c>")), "FILE_DAMAGED"],
    ["XML with entities of its own", "a.xlsx", zipOf(workbookParts(row("<c><v>&lol;</v></c>"))), "FILE_DAMAGED"],
    ["XML nested without end", "a.xlsx", zipOf(workbookParts("<a>".repeat(70) + "</a>".repeat(70))), "FILE_DAMAGED"],
  ];
  for (const [what, name, content, code] of rows) {
    it(`is refused: ${what} as ${code}`, async () => {
      const error = await refusalOf(content, name);
      assert.equal(error.code, code);
      assert.equal(error.status, 422);
    });
  }

  it("is refused with 413 above the size limit, before anything is looked at", async () => {
    const error = await refusalOf(new Uint8Array(20 * 1024 * 1024 + 1), "a.exe");
    assert.deepEqual([error.code, error.status], ["FILE_TOO_LARGE", 413]);
  });
});

describe("a zip bomb", () => {
  const million = "0".repeat(8 * 1024 * 1024);
  const parts = workbookParts(row(""));

  it("is refused by the ratio its directory declares, before inflating", async () => {
    assert.equal((await refusalOf(zipOf([...parts, { name: "x", content: million }]))).code, "FILE_EXPANDS_TOO_MUCH");
  });

  it("is refused while inflating when the directory lies about the size", async () => {
    const lying = parts.map((part) =>
      part.name.endsWith("sheet1.xml") ? { ...part, content: million, declared: 1000 } : part,
    );
    assert.equal((await refusalOf(zipOf(lying))).code, "FILE_EXPANDS_TOO_MUCH");
  });

  const tight: [what: string, limits: Partial<SpreadsheetLimits>][] = [
    ["one entry too large", { entryBytes: 50 }],
    ["all entries too large together", { totalBytes: 200 }],
    ["too many entries", { entries: 2 }],
  ];
  for (const [what, limits] of tight) {
    it(`is refused for ${what}`, async () => {
      assert.equal((await refusalOf(zipOf(parts), "a.xlsx", { ...LIMITS, ...limits })).code, "FILE_EXPANDS_TOO_MUCH");
    });
  }
});

describe("a table beyond the limits", () => {
  const three = [1, 2, 3].map((line) => row(`<c r="A${line}"><v>1</v></c><c r="B${line}"><v>1</v></c>`, line)).join("");
  const rows: [what: string, limits: Partial<SpreadsheetLimits>, code: string][] = [
    ["rows", { rows: 1 }, "TOO_MANY_ROWS"],
    ["columns", { columns: 1 }, "TOO_MANY_COLUMNS"],
    ["sheets", { sheets: 0 }, "TOO_MANY_SHEETS"],
  ];
  for (const [what, limits, code] of rows) {
    it(`is refused for its ${what}`, async () => {
      assert.equal((await refusalOf(zipOf(workbookParts(three)), "a.xlsx", { ...LIMITS, ...limits })).code, code);
    });
  }

  it("is refused in a csv as well", async () => {
    assert.equal((await refusalOf(text("a\nb\nc"), "a.csv", { ...LIMITS, rows: 1 })).code, "TOO_MANY_ROWS");
    assert.equal((await refusalOf(text("a,b"), "a.csv", { ...LIMITS, columns: 1 })).code, "TOO_MANY_COLUMNS");
  });

  it("is refused for its distinct texts", async () => {
    const strings = { name: "xl/sharedStrings.xml", content: "<sst><si><t>a</t></si><si><t>b</t></si></sst>" };
    const content = zipOf([...workbookParts(three), strings]);
    assert.equal((await refusalOf(content, "a.xlsx", { ...LIMITS, texts: 1 })).code, "TOO_MANY_TEXTS");
  });
});

describe("the cells of a workbook", () => {
  it("give numbers as they were typed, however many digits the writer prints", async () => {
    const cells = ["38.01", "38.009999999999998", "31.199999999999999", "-101", "0"].map(
      (value) => `<c><v>${value}</v></c>`,
    );
    assert.deepEqual(await textsOf(row(cells.join(""))), [["38.01", "38.01", "31.2", "-101", "0"]]);
  });

  it("give shared texts with their runs joined and without phonetic guides, inline texts, and truths", async () => {
    const shared = "<sst><si><t>住宅</t></si><si><r><t>商</t></r><r><t> 业</t></r><rPh><t>shang</t></rPh></si></sst>";
    const cells =
      '<c t="s"><v>0</v></c><c t="s"><v>1</v></c><c t="inlineStr"><is><t> 办公 </t></is></c><c t="b"><v>1</v></c>';
    const strings = { name: "xl/sharedStrings.xml", content: shared };
    assert.deepEqual(await textsOf(row(cells), [strings]), [["住宅", "商 业", "办公", "TRUE"]]);
  });

  it("keep their places when rows and cells are left out, and when namespaces are prefixed", async () => {
    const xml = '<x:row r="3"><x:c r="B3"><x:v>7</x:v></x:c></x:row><row><c r="D4"><v>8</v></c></row>';
    const [sheet] = await read(workbookParts(xml));
    assert.deepEqual(
      sheet!.rows.map(({ line, cells }) => [line, [...cells.keys()]]),
      [
        [3, [1]],
        [4, [3]],
      ],
    );
  });

  it("leave out blank rows", async () => {
    const xml =
      row('<c r="A1"><v>1</v></c>') + row('<c r="A2"/>', 2) + row('<c r="A3" t="inlineStr"><is><t>　 </t></is></c>', 3);
    assert.deepEqual(await textsOf(xml), [["1"]]);
  });

  it("tell formulas, errors and merged ranges", async () => {
    const xml = row(
      '<c r="A1"><f>1+1</f><v>2</v></c><c r="B1"><f t="shared" si="0"/></c><c r="C1" t="e"><v>#REF!</v></c>',
    );
    const parts = workbookParts(xml);
    parts[2]!.content = String(parts[2]!.content).replace(
      "</sheetData>",
      '</sheetData><mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>',
    );
    const [sheet] = await read(parts);
    assert.deepEqual(
      [...sheet!.rows[0]!.cells.values()].map((cell) => cell.trouble),
      ["formula", "formula", "error"],
    );
    assert.equal(sheet!.merges[0]!.lastColumn, 16383);
  });
});

describe("the fields of a csv", () => {
  const rows: [what: string, content: Uint8Array, expected: string[][]][] = [
    [
      "in UTF-8 with its mark",
      text("\ufeff层次,户室号\r\n1,101\r\n"),
      [
        ["层次", "户室号"],
        ["1", "101"],
      ],
    ],
    ["in UTF-8 without one", text("层次\n1"), [["层次"], ["1"]]],
    ["in GB18030", new Uint8Array([0xb2, 0xe3, 0xb4, 0xce, 0x2c, 0x31, 0x0a]), [["层次", "1"]]],
    [
      "in quotes, with commas, line breaks and quotes inside",
      text('"a,b","c\r\nd","e""f"\r\ng'),
      [["a,b", "c\r\nd", 'e"f'], ["g"]],
    ],
    ["after blank lines", text("\n\n,,\n1,2"), [["1", "2"]]],
    ["that are empty", text("1,,3,"), [["1", "3"]]],
  ];
  for (const [what, content, expected] of rows) {
    it(`are read ${what}`, async () => {
      const [sheet] = await readSheets({ name: "分层表.csv", content });
      assert.deepEqual(
        sheet!.rows.map(({ cells }) => [...cells.values()].map((cell) => cell.text)),
        expected,
      );
    });
  }

  it("are told apart from formulas", async () => {
    const [sheet] = await readSheets({ name: "a.csv", content: text('=1+1,"=""101"""') });
    assert.deepEqual(
      [...sheet!.rows[0]!.cells.values()].map((cell) => cell.trouble),
      ["formula", "formula"],
    );
  });
});
