import assert from "node:assert/strict";
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { z } from "zod";
import type { Business } from "#approval/business.ts";
import { businesses } from "#approval/businesses.ts";
import { testBusiness } from "#test/kernel.ts";
import { handlers } from "#workers/index.ts";
import { readForms } from "./forms.ts";
import { requireWiring, WiringError } from "./wiring.ts";

describe("the start of a program whose business is not complete", () => {
  const here = join(import.meta.dirname, "../..");
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), "anju-wiring-"));
    for (const folder of ["processes/test-permit", "forms/test-permit"])
      mkdirSync(join(root, folder), { recursive: true });
  });
  afterEach(() => rmSync(root, { recursive: true }));

  const business: Business = {
    ...testBusiness,
    forms: { "test-permit.start": { title: "申请", schema: z.object({}) } },
  };
  const draw = (elements: string) => writeFileSync(join(root, "processes/test-permit/test-permit.bpmn"), elements);
  const faultsOf = (given: { jobTypes?: string[]; formIds?: string[]; listed?: Business[] }): string[] => {
    const { jobTypes = [], formIds = [], listed = [business] } = given;
    try {
      requireWiring({ root, businesses: new Map(listed.map((one) => [one.id, one])), jobTypes, formIds });
      return [];
    } catch (error) {
      assert.ok(error instanceof WiringError);
      return error.message
        .split("\n")
        .slice(1)
        .map((line) => line.trim());
    }
  };

  it("goes on where everything is there", () => {
    const forms = readForms(join(here, "forms"));
    const jobTypes = handlers.map(({ type }) => type);
    requireWiring({ root: here, businesses, jobTypes, formIds: [...forms.keys()] });
  });

  it("names the folders that nobody listed", () => {
    assert.deepEqual(faultsOf({ listed: [] }), [
      "test-permit：有 processes/test-permit/，但没有列入 approval/businesses.ts。",
      "test-permit：有 forms/test-permit/，但没有列入 approval/businesses.ts。",
    ]);
  });

  it("names a diagram that is missing", () => {
    assert.deepEqual(faultsOf({}), ["test-permit：缺少流程图 processes/test-permit/test-permit.bpmn。"]);
  });

  it("names every job without handler, handler without job, form without schema and form without file at once", () => {
    draw(
      '<zeebe:taskDefinition retries="5" type="test-permit.issue" /><zeebe:formDefinition formId="test-permit.review" />',
    );
    assert.deepEqual(faultsOf({ jobTypes: ["test-permit.undo", "other.job"] }), [
      "test-permit：流程图要求任务 test-permit.issue，没有处理程序；请写入 workers/test-permit.ts，并列入 workers/index.ts。",
      "test-permit：workers/test-permit.ts 有任务 test-permit.undo，流程图没有用到。",
      "test-permit：表单 test-permit.review 没有数据定义；请写入 domain/test-permit.ts，并列入 approval/test-permit.ts 的 forms。",
      "test-permit：缺少表单文件 forms/test-permit/start.form。",
    ]);
  });
});
