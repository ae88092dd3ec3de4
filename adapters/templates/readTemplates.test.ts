import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { documentKinds } from "#approval/documents/kinds.ts";
import { acceptanceNotice } from "#domain/documents/acceptanceNotice.ts";
import { buildAcceptanceNotice } from "#domain/documents/samples.ts";
import { templatesFolder } from "#test/documents.ts";
import { readTemplates, TemplateError } from "./readTemplates.ts";

const own = "标题：受理告知书\n版式：公文\n---\n{{称谓}}的申请已受理。";

describe("the templates of an installation", () => {
  let county: string;
  beforeEach(() => {
    county = mkdtempSync(join(tmpdir(), "anju-templates-"));
  });
  afterEach(() => rmSync(county, { recursive: true }));

  it("are those of the program where the county has none, one for each kind", () => {
    const templates = readTemplates(documentKinds, templatesFolder, join(county, "nowhere")).entries();
    assert.deepEqual(
      templates.map(([kind, { source }]) => `${kind} ${source}`).toSorted(),
      documentKinds.map(({ kind }) => `${kind} builtin`).toSorted(),
    );
  });

  it("are the county's where it has its own, and a document tells which wording it was made with", () => {
    // given
    writeFileSync(join(county, "acceptanceNotice.txt"), own);
    // when
    const { model, templateHash } = readTemplates(documentKinds, templatesFolder, county).write(
      acceptanceNotice,
      buildAcceptanceNotice(),
    );
    // then
    assert.equal(model.title, "受理告知书");
    const before = readTemplates(documentKinds, templatesFolder, null).write(acceptanceNotice, buildAcceptanceNotice());
    assert.notEqual(templateHash, before.templateHash);
  });

  it("are refused whole, by file and line, where one placeholder is unknown", () => {
    // given
    writeFileSync(join(county, "acceptanceNotice.txt"), own);
    writeFileSync(join(county, "receipt.txt"), "标题：收件凭证\n版式：公文\n---\n{{申请单位}}交来材料。");
    // when, then
    assert.throws(
      () => readTemplates(documentKinds, templatesFolder, county),
      (error) =>
        error instanceof TemplateError &&
        error.faults.length === 1 &&
        error.faults[0]!.startsWith(`${join(county, "receipt.txt")}:4：不认识的占位符 {{申请单位}}。可用：`) &&
        error.faults[0]!.includes("申请人、称谓、事项"),
    );
  });

  it("are refused where a file is named like no document", () => {
    writeFileSync(join(county, "acceptancenotice.txt"), own);
    assert.throws(
      () => readTemplates(documentKinds, templatesFolder, county),
      /没有这种文书。文件名应为：receipt\.txt/,
    );
  });
});
