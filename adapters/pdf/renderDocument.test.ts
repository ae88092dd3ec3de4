import assert from "node:assert/strict";
import { buffer } from "node:stream/consumers";
import PDFDocument from "pdfkit";
import { acceptanceNotice } from "#domain/documents/acceptanceNotice.ts";
import { approvalSheet } from "#domain/documents/approvalSheet.ts";
import { deliveryReceipt } from "#domain/documents/deliveryReceipt.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import { nonAcceptanceDecision } from "#domain/documents/nonAcceptanceDecision.ts";
import { pmRoomConfirmation } from "#domain/documents/pmRoomConfirmation.ts";
import { receipt } from "#domain/documents/receipt.ts";
import { refusalDecision } from "#domain/documents/refusalDecision.ts";
import {
  buildAcceptanceNotice,
  buildApprovalSheet,
  buildDeliveryReceipt,
  buildNonAcceptanceDecision,
  buildPmRoomConfirmation,
  buildReceipt,
  buildRefusalDecision,
  buildSupplementNotice,
  buildSurveyFilingNotice,
  buildVolumeIndex,
} from "#domain/documents/samples.ts";
import { supplementNotice } from "#domain/documents/supplementNotice.ts";
import { surveyFilingNotice } from "#domain/documents/surveyFilingNotice.ts";
import { volumeIndex } from "#domain/documents/volumeIndex.ts";
import { written } from "#test/documents.ts";
import { loadFonts } from "./fonts.ts";
import { renderDocument } from "./renderDocument.ts";
import { decodeQr, ink, rasterise, unseenWords, words } from "./testing/look.ts";

const dpi = 150;
const documents: Record<string, DocumentModel> = {
  受理通知书: written(acceptanceNotice, buildAcceptanceNotice()),
  不予受理决定书: written(nonAcceptanceDecision, buildNonAcceptanceDecision()),
  不予决定书: written(refusalDecision, buildRefusalDecision()),
  物业管理用房确认书: written(pmRoomConfirmation, buildPmRoomConfirmation()),
  房产测绘成果备案证明: written(surveyFilingNotice, buildSurveyFilingNotice()),
  收件凭证: written(receipt, buildReceipt()),
  补正告知书: written(supplementNotice, buildSupplementNotice()),
  审批表: written(approvalSheet, buildApprovalSheet()),
  送达回证: written(deliveryReceipt, buildDeliveryReceipt()),
  卷内目录: written(volumeIndex, buildVolumeIndex()),
};

function withRooms(count: number): DocumentModel {
  const room = { building: "1幢", floor: "1", grossArea: 1000, use: "office" as const };
  const rooms = Array.from({ length: count }, (_, index) => ({ ...room, roomNo: String(101 + index) }));
  return written(pmRoomConfirmation, buildPmRoomConfirmation({ rooms }));
}

async function textOf(pdf: Uint8Array, page?: number): Promise<string> {
  return (await words(pdf))
    .filter((word) => page === undefined || word.page === page)
    .map(({ text }) => text)
    .join("");
}

describe("a document as PDF", function () {
  this.timeout(60_000);

  for (const [name, model] of Object.entries(documents)) {
    it(`${name}: each word that can be extracted is also seen on the page`, async () => {
      const { bytes, missingGlyphs } = await renderDocument(model);
      assert.deepEqual(missingGlyphs, []);
      assert.ok((await words(bytes)).length > 20);
      assert.deepEqual(await unseenWords(bytes, dpi), []);
    });

    it(`${name}: says on paper all that its model says`, async () => {
      const { bytes } = await renderDocument(model);
      const printed = await textOf(bytes);
      const closing = [model.issuer, model.title, model.number, model.addressee ?? ""];
      for (const text of [...closing, ...model.notes]) assert.ok(printed.includes(text.replace(/\s/g, "")), text);
    });
  }

  it("has a slot for a seal unless it stays inside the house", async () => {
    for (const [name, model] of Object.entries(documents)) {
      const { seal } = await renderDocument(model);
      assert.equal(seal === null, ["审批表", "卷内目录"].includes(name), name);
    }
  });

  it("is noticed by these tests when its text is there and cannot be seen", async () => {
    const pdf = new PDFDocument();
    const bytes = buffer(pdf);
    pdf.registerFont("regular", (await loadFonts()).files.regular);
    pdf.font("regular").fontSize(20).fillColor("#ffffff").text("看不见");
    pdf.end();
    const unseen = await unseenWords(await bytes, dpi);
    assert.deepEqual(
      unseen.map(({ text }) => text),
      ["看不见"],
    );
  });

  it("has the same bytes whenever and wherever it is drawn", async () => {
    const zone = process.env.TZ;
    const first = await renderDocument(documents.物业管理用房确认书!);
    process.env.TZ = "America/New_York";
    try {
      const second = await renderDocument(JSON.parse(JSON.stringify(documents.物业管理用房确认书)));
      assert.ok(first.bytes.equals(second.bytes));
    } finally {
      if (zone === undefined) delete process.env.TZ;
      else process.env.TZ = zone;
    }
  });

  it("carries a QR code that reads from the pixels of a 150 dpi print and from a coarse one", async () => {
    const { bytes } = await renderDocument(documents.物业管理用房确认书!);
    for (const resolution of [dpi, 110]) {
      const [picture] = await rasterise(bytes, resolution);
      assert.equal(decodeQr(picture!), buildPmRoomConfirmation().verifyUrl, `${resolution} dpi`);
    }
  });

  it("prints a character that no font has by its code, tells of it, and shows no empty box", async () => {
    // given
    const rare = buildAcceptanceNotice({ applicant: { name: "𠮷野", kind: "person" } });
    const spelled = buildAcceptanceNotice({ applicant: { name: "〔U+20BB7〕野", kind: "person" } });
    // when
    const given = await renderDocument(written(acceptanceNotice, rare));
    const control = await renderDocument(written(acceptanceNotice, spelled));
    // then
    assert.deepEqual(given.missingGlyphs, [{ character: "𠮷", codePoint: "U+20BB7" }]);
    assert.deepEqual(control.missingGlyphs, []);
    const [seen] = await rasterise(given.bytes, 72);
    const [expected] = await rasterise(control.bytes, 72);
    assert.ok(seen!.data.equals(expected!.data));
  });

  it("goes on over pages with the head of its table repeated, every row printed once and the pages counted", async () => {
    // given, when
    const { bytes, pages, seal } = await renderDocument(withRooms(60));
    // then
    assert.ok(pages >= 3);
    assert.equal(seal?.page, pages - 1);
    for (let page = 0; page < pages; page += 1) {
      const text = await textOf(bytes, page);
      assert.ok(text.includes(`第${page + 1}页共${pages}页`.replace(/\s/g, "")), text.slice(-40));
      assert.equal(text.split("建筑面积（㎡）").length - 1, 1, `page ${page}`);
    }
    const found = (await words(bytes)).map(({ text }) => text);
    for (let room = 101; room <= 160; room += 1) {
      assert.equal(found.filter((text) => text === String(room)).length, 1, String(room));
    }
    assert.deepEqual(await unseenWords(bytes, dpi), []);
  });

  it("never puts a seal on a page without text, however long the text is", async () => {
    for (let count = 1; count <= 30; count += 1) {
      const { bytes, seal } = await renderDocument(withRooms(count));
      const above = (await words(bytes)).filter(({ page, bottom }) => page === seal!.page && bottom < seal!.y);
      assert.ok(above.length > 0, `${count} rooms`);
    }
  });

  it("keeps everything inside the paper's margins, also a word without any break", async () => {
    const name = "X".repeat(300);
    const { bytes } = await renderDocument(
      written(acceptanceNotice, buildAcceptanceNotice({ caseNo: name, inquiry: `电话${"1".repeat(200)}` })),
    );
    for (const { left, right, top, bottom } of await words(bytes)) {
      assert.ok(left > 60 && right < 536 && top > 50 && bottom < 820, JSON.stringify({ left, right, top, bottom }));
    }
  });

  it("leaves the seal slot free but for signature, date and a faint mark", async () => {
    const rendered = await renderDocument(documents.不予决定书!);
    const seal = rendered.seal!;
    const picture = (await rasterise(rendered.bytes, dpi))[seal.page]!;
    const area = { left: seal.x, top: seal.y, right: seal.x + seal.size, bottom: seal.y + seal.size };
    assert.ok(ink(picture, area, dpi / 72) < 0.12);
  });

  it("is not drawn inside a transaction", async () => {
    const guard = () => {
      throw new Error("inside a transaction");
    };
    await assert.rejects(renderDocument(documents.受理通知书!, guard), /inside a transaction/);
  });

  it("is refused where the model is none", async () => {
    await assert.rejects(renderDocument({ ...documents.受理通知书!, date: "2026-02-30" }), { name: "ZodError" });
  });
});
