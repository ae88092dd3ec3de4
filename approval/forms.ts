import { isDeepStrictEqual } from "node:util";
import { z } from "zod";
import { fromJson, toJson } from "#db/json.ts";
import type { Read } from "#db/transaction.ts";
import type { Problem } from "#domain/errors.ts";
import type { Business, BusinessForm } from "./business.ts";
import type { OpenCase } from "./openCase.ts";

/** Form data of a case: one section a form, versioned; the newest counts. */
export interface Section {
  formId: string;
  version: number;
  data: Record<string, unknown>;
}

/** The newest version of one section; null where nothing was written there yet. */
export async function readSection(read: Pick<Read, "sql">, caseId: number, formId: string): Promise<Section | null> {
  const row = await read.sql
    .selectFrom("caseForm")
    .select(["formId", "version", "data"])
    .where("caseId", "=", caseId)
    .where("formId", "=", formId)
    .orderBy("version", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { ...row, data: fromJson(row.data) } : null;
}

/** The newest version of every section of a case, in the order in which they were first written. */
export async function readSections(read: Pick<Read, "sql">, caseId: number): Promise<Section[]> {
  const rows = await read.sql
    .selectFrom("caseForm")
    .select(["formId", "version", "data"])
    .where("caseId", "=", caseId)
    .orderBy("at")
    .orderBy("version")
    .orderBy("id")
    .execute();
  const newest = new Map<string, Section>();
  for (const { formId, version, data } of rows) newest.set(formId, { formId, version, data: fromJson(data) });
  return [...newest.values()];
}

/** Collects a new version of a section. */
export function writeSection(open: OpenCase, personId: number, { formId, version, data }: Section): void {
  const { tx, row } = open;
  const values = { id: tx.nextId(), caseId: row.id, formId, version, data: toJson(data), personId, at: tx.now };
  open.write(tx.sql.insertInto("caseForm").values(values));
}

const { localeError } = z.locales.zhCN();

/** Validates data against a form of the business. Answers all problems, each with its field. */
export function checkForm(
  { schema }: BusinessForm,
  data: Record<string, unknown>,
): { data: Record<string, unknown>; problems: Problem[] } {
  const parsed = schema.safeParse(data, { error: localeError });
  if (parsed.success) return { data: parsed.data, problems: [] };
  const problems = parsed.error.issues.map(({ path, message }) => ({
    code: "FIELD_INVALID",
    message: /。$/.test(message) ? message : `${message}。`,
    field: path.map(String).join("."),
  }));
  return { data, problems };
}

/**
 * What a node's form becomes: what stood there, with the fields that the node may write. A key that it may not write
 * is passed over where it only repeats what stands there, and is a problem where it would change it.
 */
export function fillNodeForm(
  business: Business,
  formId: string | null,
  writable: readonly string[],
  standing: Record<string, unknown>,
  given: Record<string, unknown>,
): { data: Record<string, unknown>; changed: boolean; problems: Problem[] } {
  const forged = Object.keys(given).filter(
    (key) => !writable.includes(key) && !isDeepStrictEqual(given[key], standing[key]),
  );
  const problems: Problem[] = forged.map((field) => ({
    code: "FIELD_NOT_WRITABLE",
    message: "该字段在本环节不可填写。",
    field,
  }));
  const form = formId === null ? undefined : business.forms[formId];
  if (!form) return { data: standing, changed: false, problems };
  const written = Object.fromEntries(
    writable.filter((key) => Object.hasOwn(given, key)).map((key) => [key, given[key]] as const),
  );
  const checked = checkForm(form, { ...standing, ...written });
  return {
    data: checked.data,
    changed: !isDeepStrictEqual(checked.data, standing),
    problems: [...problems, ...checked.problems],
  };
}
