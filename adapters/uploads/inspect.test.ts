import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import { deflateSync } from "node:zlib";
import exceljs from "exceljs";
import PDFDocument from "pdfkit";
import { PNG } from "pngjs";
import { BusinessError } from "#domain/errors.ts";
import { extensionOf, sanitiseFileName } from "./fileNames.ts";
import { inspectUpload, largestUpload } from "./inspect.ts";
import { defaultLimits, type FileKind, type UploadLimits } from "./kinds.ts";
import { buildArchive } from "./testing/archive.ts";

const megabyte = 1024 * 1024;

function png(width = 2, height = 2): Buffer {
  return PNG.sync.write(new PNG({ width, height }));
}
/** A picture that says it is this large; nobody unfolds it. */
function pngSaying(width: number, height: number): Buffer {
  const picture = png();
  picture.writeUInt32BE(width, 16);
  picture.writeUInt32BE(height, 20);
  return picture;
}
/** The headers of a JPEG: JFIF, then a frame. */
function jpeg(width = 2, height = 2): Buffer {
  const frame = Buffer.from("ffc0001108000000000301220002110103110100".slice(0, 38), "hex");
  frame.writeUInt16BE(height, 5);
  frame.writeUInt16BE(width, 7);
  return Buffer.concat([
    Buffer.from("ffd8ffe000104a46494600010100000100010000", "hex"),
    frame,
    Buffer.from("ffd9", "hex"),
  ]);
}
async function pdf(): Promise<Buffer> {
  const document = new PDFDocument({ info: { CreationDate: new Date(0) } });
  const bytes = buffer(document);
  document.text("hello");
  document.end();
  return bytes;
}
function pdfWith(objects: string | Buffer): Buffer {
  return Buffer.concat([
    Buffer.from("%PDF-1.7\n"),
    Buffer.from(objects),
    Buffer.from("\ntrailer <</Root 1 0 R>>\n%%EOF\n"),
  ]);
}
function objectStream(text: string, filter = "/Filter/FlateDecode"): Buffer {
  const data = filter === "" ? Buffer.from(text) : deflateSync(text);
  return Buffer.concat([
    Buffer.from(`5 0 obj\n<</Type/ObjStm/N 1/First 4${filter}/Length ${data.length}>>\nstream\n`),
    data,
    Buffer.from("\nendstream\nendobj\n"),
  ]);
}
async function xlsx(): Promise<Buffer> {
  const workbook = new exceljs.Workbook();
  workbook.addWorksheet("分层").addRow(["层次", 1]);
  return Buffer.from(await workbook.xlsx.writeBuffer());
}
const office = (part: string, more: Record<string, string> = {}) =>
  buildArchive({ "[Content_Types].xml": "<Types/>", [part]: "<x/>", ...more });

async function refusal(fileName: string, content: Buffer, allowed?: FileKind[], limits?: UploadLimits) {
  try {
    await inspectUpload({ fileName, content }, allowed, limits);
  } catch (error) {
    assert.ok(error instanceof BusinessError, String(error));
    assert.match(error.message, /^“.+”：.+。$/);
    assert.equal(error.problems[0]?.file, sanitiseFileName(fileName));
    return error;
  }
  return assert.fail(`${fileName} was taken`);
}

describe("an upload", () => {
  const good: [name: string, content: () => Buffer | Promise<Buffer>, kind: FileKind, extension: string][] = [
    ["平面图.pdf", pdf, "pdf", "pdf"],
    ["照片.png", png, "png", "png"],
    ["照片.jpg", jpeg, "jpeg", "jpg"],
    ["照片.JPEG", jpeg, "jpeg", "jpg"],
    ["户室对照表.xlsx", xlsx, "xlsx", "xlsx"],
    ["户室对照表.csv", () => Buffer.from("\ufeff层次,室号\r\n1,101\r\n"), "csv", "csv"],
    ["说明.docx", () => office("word/document.xml"), "docx", "docx"],
    ["电子证照.ofd", () => buildArchive({ "OFD.xml": "<ofd:OFD/>" }), "ofd", "ofd"],
  ];
  for (const [fileName, make, kind, extension] of good) {
    it(`${fileName} is taken as ${kind}`, async () => {
      const inspected = await inspectUpload({ fileName, content: await make() });
      assert.equal(inspected.kind, kind);
      assert.equal(inspected.extension, extension);
      assert.equal(inspected.fileName, fileName);
      assert.ok(inspected.mediaType.includes("/"));
    });
  }

  it("of text tells its encoding, also the one Excel writes in Chinese", async () => {
    const gb18030 = Buffer.from("b2e3b4ce2cb1ed0d0a", "hex");
    assert.equal((await inspectUpload({ fileName: "a.csv", content: gb18030 })).encoding, "gb18030");
    assert.equal((await inspectUpload({ fileName: "a.csv", content: Buffer.from("层次") })).encoding, "utf-8");
    assert.equal((await inspectUpload({ fileName: "a.png", content: png() })).encoding, null);
  });

  const bad: [why: string, name: string, content: () => Buffer | Promise<Buffer>, code: string][] = [
    ["an empty file", "空.pdf", () => Buffer.alloc(0), "FILE_EMPTY"],
    ["30 MB", "大.pdf", () => Buffer.alloc(30 * megabyte, "%PDF-"), "FILE_TOO_LARGE"],
    ["a table above its own cap", "大.csv", () => Buffer.alloc(11 * megabyte, "1,2\n"), "FILE_TOO_LARGE"],
    ["a Windows program called pdf", "合同.pdf", () => Buffer.from("MZ\x90\0\x03\0", "latin1"), "FILE_EXECUTABLE"],
    ["a Linux program called xlsx", "表.xlsx", () => Buffer.from("\x7fELF\x02\x01\x01\0", "latin1"), "FILE_EXECUTABLE"],
    ["a Mac program called png", "图.png", () => Buffer.from("cffaedfe07000001", "hex"), "FILE_EXECUTABLE"],
    ["a shell script called csv", "表.csv", () => Buffer.from("#!/bin/sh\nrm -rf /\n"), "FILE_EXECUTABLE"],
    ["a batch file", "run.bat", () => Buffer.from("del c:\\"), "FILE_TYPE_NOT_ALLOWED"],
    ["a web page", "页.html", () => Buffer.from("<script>alert(1)</script>"), "FILE_TYPE_NOT_ALLOWED"],
    ["a drawing that can hold scripts", "图.svg", () => Buffer.from("<svg/>"), "FILE_TYPE_NOT_ALLOWED"],
    ["text called pdf", "文.pdf", () => Buffer.from("text"), "FILE_TYPE_NOT_ALLOWED"],
    ["unknown binary called csv", "表.csv", () => Buffer.from([0, 1, 2, 3]), "FILE_TYPE_NOT_ALLOWED"],
    [
      "an old or encrypted Office file",
      "表.xlsx",
      () => Buffer.from("d0cf11e0a1b11ae1", "hex"),
      "FILE_TYPE_NOT_ALLOWED",
    ],
    ["an archive of anything", "包.zip", () => buildArchive({ "a.txt": "x" }), "FILE_TYPE_NOT_ALLOWED"],
    ["a picture called pdf", "图.pdf", png, "FILE_TYPE_MISMATCH"],
    ["a document called xlsx", "文.xlsx", () => office("word/document.xml"), "FILE_TYPE_MISMATCH"],
    ["a PDF without extension", "文件", pdf, "FILE_TYPE_MISMATCH"],
    ["a picture of 30,000 × 30,000", "图.png", () => pngSaying(30_000, 30_000), "FILE_IMAGE_TOO_LARGE"],
    ["a photo of 65,535 × 65,535", "图.jpg", () => jpeg(65_535, 65_535), "FILE_IMAGE_TOO_LARGE"],
    ["a picture cut short", "图.png", () => png().subarray(0, -14), "FILE_DAMAGED"],
    ["a photo cut short", "图.jpg", () => jpeg().subarray(0, 24), "FILE_DAMAGED"],
    ["a picture without height", "图.png", () => pngSaying(1, 0), "FILE_DAMAGED"],
    ["a PDF cut short", "文.pdf", async () => (await pdf()).subarray(0, -20), "FILE_DAMAGED"],
    ["a workbook cut short", "表.xlsx", async () => (await xlsx()).subarray(0, -30), "FILE_DAMAGED"],
    ["a workbook without its types", "表.xlsx", () => buildArchive({ "xl/workbook.xml": "<x/>" }), "FILE_DAMAGED"],
    ["a PDF with a script", "文.pdf", () => pdfWith("<</S/JavaScript/JS(app.alert(1))>>"), "FILE_ACTIVE_CONTENT"],
    ["a script spelled otherwise", "文.pdf", () => pdfWith("<</S/J#61vaScr#69pt>>"), "FILE_ACTIVE_CONTENT"],
    ["a PDF that starts a program", "文.pdf", () => pdfWith("<</S /Launch /F (cmd.exe)>>"), "FILE_ACTIVE_CONTENT"],
    ["a form that runs", "文.pdf", () => pdfWith("<</XFA 3 0 R>>"), "FILE_ACTIVE_CONTENT"],
    ["a script in a packed stream", "文.pdf", () => pdfWith(objectStream("<</S/JavaScript>>")), "FILE_ACTIVE_CONTENT"],
    ["a script in a plain stream", "文.pdf", () => pdfWith(objectStream("<</JS(x)>>", "")), "FILE_ACTIVE_CONTENT"],
    [
      "a stream packed in a way nobody checks",
      "文.pdf",
      () => pdfWith(objectStream("<<>>", "/Filter/FlateDecode/DecodeParms<</Predictor 12>>")),
      "FILE_DAMAGED",
    ],
    ["a bomb in a stream", "文.pdf", () => pdfWith(objectStream("x".repeat(200 * megabyte))), "FILE_ARCHIVE_BOMB"],
    ["an encrypted PDF", "文.pdf", () => pdfWith("trailer <</Encrypt 9 0 R>>"), "FILE_ENCRYPTED"],
    [
      "a workbook with macros",
      "表.xlsx",
      () => office("xl/workbook.xml", { "xl/vbaProject.bin": "x" }),
      "FILE_ACTIVE_CONTENT",
    ],
    [
      "an entry that leaves its folder",
      "表.xlsx",
      () => office("xl/workbook.xml", { "../../etc/x": "" }),
      "FILE_ACTIVE_CONTENT",
    ],
    [
      "a zip bomb",
      "表.xlsx",
      () => office("xl/workbook.xml", { "xl/sharedStrings.xml": "a".repeat(20 * megabyte) }),
      "FILE_ARCHIVE_BOMB",
    ],
    [
      "an archive of too many entries",
      "表.xlsx",
      () => office("xl/workbook.xml", Object.fromEntries(Array.from({ length: 2_001 }, (_, n) => [`x/${n}`, ""]))),
      "FILE_ARCHIVE_BOMB",
    ],
  ];
  for (const [why, fileName, make, code] of bad) {
    it(`${fileName}, ${why}, is refused with ${code}`, async () => {
      assert.equal((await refusal(fileName, await make())).code, code);
    });
  }

  it("too large answers 413, every other refusal 422", async () => {
    assert.equal((await refusal("大.pdf", Buffer.alloc(30 * megabyte, "%PDF-"))).status, 413);
    assert.equal((await refusal("空.pdf", Buffer.alloc(0))).status, 422);
  });

  it("is held to what its place takes, and told what that is", async () => {
    const { code, message } = await refusal("图.png", png(), ["xlsx", "csv"]);
    assert.equal(code, "FILE_TYPE_NOT_ALLOWED");
    assert.ok(message.includes(".xlsx、.csv"));
    assert.equal(largestUpload(["xlsx", "csv"]), 10 * megabyte);
  });

  it("is held to the limits of the installation", async () => {
    const limits = { ...defaultLimits, maxPixels: 3 };
    assert.equal((await refusal("图.png", png(), ["png"], limits)).code, "FILE_IMAGE_TOO_LARGE");
  });

  it("is not refused for bytes that look like a script inside compressed content", async () => {
    const stream = Buffer.concat([Buffer.from("<</Length 9>>\nstream\n"), Buffer.from("\x01/JS (\xff\0", "latin1")]);
    const content = pdfWith(Buffer.concat([stream, Buffer.from("\nendstream")]));
    assert.equal((await inspectUpload({ fileName: "文.pdf", content })).kind, "pdf");
  });

  for (const unit of ["<<", "stream\n", ">>stream\nendstream", "<</ObjStm>>stream\nendstream", "#"]) {
    it(`of 10 MB of ${JSON.stringify(unit)} is answered within seconds`, async () => {
      const content = pdfWith(unit.repeat((10 * megabyte) / unit.length));
      await inspectUpload({ fileName: "文.pdf", content }).catch((error: unknown) =>
        assert.ok(error instanceof BusinessError),
      );
    }).timeout(5_000);
  }
});

describe("the name of an upload", () => {
  const rows: [typed: string, kept: string, why: string][] = [
    ["户室对照表.xlsx", "户室对照表.xlsx", "Chinese is kept"],
    ["C:\\fakepath\\表.xlsx", "表.xlsx", "a path of Windows goes"],
    ["../../etc/passwd", "passwd", "a path of Unix goes"],
    ["..", "未命名", "nothing is left"],
    ["", "未命名", "nothing was given"],
    [".htaccess", "htaccess", "it is not hidden"],
    ["a\u202Efdp.exe", "afdp.exe", "marks that reverse the reading go"],
    ["表\0.pdf\r\n", "表.pdf", "control characters go"],
    ['a<b>:"|?*.csv', "a_b______.csv", "what Windows forbids is replaced"],
    ["con.pdf", "_con.pdf", "a device of Windows is none"],
    ["LPT1", "_LPT1", "in any case"],
    ["合同 .pdf. ", "合同 .pdf", "dots and spaces at the end go"],
    ["e\u0301.pdf", "é.pdf", "composed spelling"],
  ];
  for (const [typed, kept, why] of rows) {
    it(`${JSON.stringify(typed)} becomes ${JSON.stringify(kept)}: ${why}`, () => {
      assert.equal(sanitiseFileName(typed), kept);
    });
  }

  it("is cut to 200 bytes between characters, and keeps its extension", () => {
    const name = sanitiseFileName(`${"安".repeat(300)}𠮷.xlsx`);
    assert.ok(Buffer.byteLength(name) <= 200);
    assert.match(name, /^安+\.xlsx$/);
  });

  it("has its extension read in lower case", () => {
    assert.equal(extensionOf("表.XLSX"), "xlsx");
    assert.equal(extensionOf("表"), "");
    assert.equal(extensionOf("a.tar.gz"), "gz");
  });
});
