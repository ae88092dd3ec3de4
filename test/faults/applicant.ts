import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { caseCommandResultSchema } from "#domain/platform/caseCommands.ts";
import { caseViewSchema } from "#domain/platform/cases.ts";
import { type DraftView, draftViewSchema, submittedSchema } from "#domain/platform/drafts.ts";
import type { Chance } from "./chance.ts";
import { type Client, codeOf } from "./client.ts";
import { smallPdf } from "./smallPdf.ts";

/** What a company hands in. */
export interface Application {
  business: string;
  /** The start form, from what the draft shows of the registers. */
  data(draft: DraftView): Record<string, unknown>;
  /** Stands in the files, so that no two cases have the same. */
  mark: string;
  /** Between saving the form and the submission. */
  beforeSubmission?(draftId: number): Promise<void>;
}

/** Draft, form, required materials, submission, as a person does it on the pages. Answers the case. */
export async function apply(client: Client, application: Application, chance: Chance): Promise<number> {
  const { business, data, mark } = application;
  // Done twice, a draft is left over that nobody submits: no fact.
  const created = await client.write("POST", "/api/drafts", { business });
  assert.equal(created.status, 200, JSON.stringify(created.body));
  const draft = draftViewSchema.parse(created.body);
  const version = await save(client, draft, data(draft));
  await application.beforeSubmission?.(draft.id);
  for (const slot of draft.matter.materials.filter(({ required }) => required)) {
    const path = `/api/drafts/${draft.id}/files/${slot.slot}`;
    const uploaded = await client.upload(path, `${slot.name}.pdf`, smallPdf(`${mark} ${slot.slot}`));
    const isThere = uploaded.attempts > 1 && codeOf(uploaded.body) === "SLOT_FULL";
    assert.ok(uploaded.status === 200 || isThere, JSON.stringify(uploaded.body));
  }
  const path = `/api/drafts/${draft.id}/submit`;
  const { caseId } = await client.command(path, { version }, submittedSchema, { chance });
  return caseId;
}

/** The version after saving. Where the first attempt was stored without an answer, the second finds it saved already. */
async function save(client: Client, draft: DraftView, data: Record<string, unknown>): Promise<number> {
  const path = `/api/drafts/${draft.id}`;
  const saved = await client.write("PUT", path, { data, version: draft.version });
  if (saved.status === 200) return z.object({ version: z.number() }).parse(saved.body).version;
  assert.ok(saved.attempts > 1 && codeOf(saved.body) === "STALE_DRAFT", JSON.stringify(saved.body));
  return (await client.read(path, draftViewSchema)).version;
}

/** 撤回申请, when no job of the case is under way; tried again where the case changed since it was looked at. */
export async function withdraw(client: Client, caseId: number): Promise<void> {
  for (;;) {
    const { version, pending } = await client.read(`/api/cases/${caseId}`, caseViewSchema);
    if (pending) {
      await sleep(LOOK_AGAIN);
      continue;
    }
    const body = { version, reason: "项目调整，另行申请。" };
    const path = `/api/cases/${caseId}/withdraw`;
    const refusals = ["STALE_CASE", "CASE_BUSY"];
    // Whether jobs are still under way is looked up anew each time.
    if (await client.tryCommand(path, body, caseCommandResultSchema, { fresh: ["pending"], refusals })) return;
  }
}

/** Between two looks whether a case has come to rest. Milliseconds. */
const LOOK_AGAIN = 100;
