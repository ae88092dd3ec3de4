import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { join } from "node:path";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { deployDiagrams } from "#api/start/diagrams.ts";
import type { Database } from "#db/orm.ts";
import { seedDemonstration } from "#db/seeds/demonstration.ts";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { acceptanceChecks } from "#domain/platform/acceptance.ts";
import type { CaseTask, CaseView, CommandResult } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { formatArea } from "#domain/rules/area.ts";
import { houseNatures, structureTypes } from "#domain/survey-filing.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import type { SurveyTables } from "#domain/surveyTables/rows.ts";
import { buildSurvey } from "#domain/surveyTables/surveyBuilder.ts";
import { describeDatabases, type MakeDatabase } from "#test/database.ts";
import { type Client, root, startApp, type TestApp, testPasswords } from "#test/http.ts";
import { smallPdf } from "./faults/smallPdf.ts";

/**
 * The story of the demonstration county, played over HTTP: a company applies, officials decide one after the other.
 * What a person would click stands here once, for every suite that needs cases with a past.
 */

/** Who decides which node, by the accounts of the demonstration. */
export const deciders = {
  "survey-filing": { accept: "window", firstReview: "survey", secondReview: "survey-head", fileDecision: "deputy" },
  "management-rooms": {
    accept: "window",
    firstReview: "property",
    secondReview: "property-head",
    finalApproval: "deputy",
  },
} as const;
export type StoryBusiness = keyof typeof deciders;

export interface Story {
  app: TestApp;
  /** The session of an account, opened once; of the demonstration where no password is given. */
  as(login: string, password?: string): Promise<Client>;
}
export interface Submitted {
  caseId: number;
  caseNo: string;
  draftId: number;
}
export interface Survey {
  tables: SurveyTables;
  building: BuildingData;
}

/** For suites about answers that do not depend on the database. */
export function describeOnSqlite(suite: (makeDatabase: MakeDatabase) => void): void {
  describeDatabases((makeDatabase, dialect) => {
    if (dialect === "sqlite") suite(makeDatabase);
  });
}

/** Starts the program on an empty database with diagrams, demonstration data and running jobs. */
export async function openStory(database: Database, options: Parameters<typeof startApp>[1] = {}): Promise<Story> {
  // The clock stands still, and with it what refills the buckets.
  const plenty = { burst: 1_000_000, perSecond: 1 };
  const app = await startApp(database, { rates: { session: plenty, source: plenty }, ...options });
  await deployDiagrams(app.context, join(root, "processes"));
  await seedDemonstration(app.context, testPasswords.hash);
  app.runner.start();
  const sessions = new Map<string, Client>();
  return {
    app,
    async as(login, password = DEMO_PASSWORD) {
      const open = sessions.get(login) ?? (await app.login(login, password));
      sessions.set(login, open);
      return open;
    },
  };
}

/** The body of an answer that has to be 200. */
export async function ok<Body>(answer: Promise<{ status: number; body: Body }>): Promise<Body> {
  const { status, body } = await answer;
  assert.equal(status, 200, JSON.stringify(body));
  return body;
}

/** A building of six rooms in two zones that closes; `mark` tells buildings apart. Small enough to be filed by the dozen. */
export function smallSurvey(mark: string): Survey {
  const survey = buildSurvey(
    [
      { name: "商业", use: "commercial", ownCommonArea: 1500, floors: { 1: [6000, 7000] } },
      { name: "住宅", use: "residential", ownCommonArea: 2000, floors: { 2: [9000, 9100], 3: [9000, 9100] } },
    ],
    2000,
  );
  return { ...survey, building: { ...survey.building, surveyNo: `SY-${mark}`, surveyCaseNo: `CH-${mark}` } };
}

/** The start form of a survey filing as a clerk fills it in. */
export function surveyForm(building: BuildingData, more: Record<string, unknown> = {}): Record<string, unknown> {
  const { stage, grossArea, nonApportionedArea, height, projectName, regionCode, ...same } = building;
  return {
    ...same,
    stage: stage === "preSurvey" ? "pre" : "asBuilt",
    buildingName: `${projectName}${building.buildingNo}栋`,
    structureType: keyOf(structureTypes, building.structureType),
    houseNature: keyOf(houseNatures, building.houseNature),
    houseUse: "商住",
    grossArea: formatArea(grossArea),
    nonApportionedArea: formatArea(nonApportionedArea),
    height: height === null ? "" : formatArea(height),
    surveyor: "邵阳市经纬测绘有限公司（虚构）",
    surveyorLicence: "乙测资字4350000",
    ...more,
  };
}

function keyOf(words: Record<string, string>, word: string): string {
  const found = Object.keys(words).find((key) => words[key] === word);
  assert.ok(found, `${word} is no word of the form`);
  return found;
}

/** Begins an application and saves its form. Projects come from the company's own list. */
export async function draftOf(
  clerk: Client,
  business: StoryBusiness,
  form: (draft: DraftView) => Record<string, unknown>,
): Promise<DraftView> {
  const draft = await ok(clerk.post<DraftView>("/api/drafts", { body: { business } }));
  const body = { data: form(draft), version: draft.version };
  const { version } = await ok(clerk.put<{ version: number }>(`/api/drafts/${draft.id}`, { body }));
  return { ...draft, version };
}

/** A draft of a survey filing with form, tables and materials: nothing is missing but its submission. */
export async function surveyDraft(
  clerk: Client,
  { tables, building }: Survey,
  more: Record<string, unknown> = {},
): Promise<DraftView> {
  const draft = await draftOf(clerk, "survey-filing", ({ data }) =>
    surveyForm(building, { projectId: firstProject(data), ...more }),
  );
  await uploadTables(clerk, draft.id, tables);
  await addMaterials(clerk, draft);
  return draft;
}

export async function uploadTables(clerk: Client, draftId: number, tables: SurveyTables): Promise<DraftView["survey"]> {
  const workbook = await writeSurveyWorkbook(tables);
  const { file } = tables.units;
  return ok(clerk.upload<DraftView["survey"]>(`/api/survey-filing/drafts/${draftId}/table`, file, workbook));
}

/** A draft of the confirmation of these rooms, of which the first are for the owners' committee where told. */
export async function roomsDraft(
  clerk: Client,
  given: { buildingId: number; rooms: { unitId: number; forCommittee: boolean }[]; remarks?: string },
): Promise<DraftView> {
  const draft = await draftOf(clerk, "management-rooms", ({ data }) => ({ ...given, projectId: firstProject(data) }));
  await addMaterials(clerk, draft);
  return draft;
}

const firstProject = (data: Record<string, unknown>): number | null =>
  (data.projects as { value: number }[] | undefined)?.[0]?.value ?? null;

/** One PDF for each material that must be there. */
export async function addMaterials(clerk: Client, { id, matter }: DraftView): Promise<void> {
  for (const { slot, name } of matter.materials.filter(({ required }) => required)) {
    await ok(clerk.upload(`/api/drafts/${id}/files/${slot}`, `${name}.pdf`, smallPdf(`${id} ${slot}`)));
  }
}

export async function submit(clerk: Client, { id, version }: Pick<DraftView, "id" | "version">): Promise<Submitted> {
  const body = { requestId: randomUUID(), version };
  const submitted = await ok(clerk.post<{ caseId: number; caseNo: string }>(`/api/drafts/${id}/submit`, { body }));
  return { ...submitted, draftId: id };
}

/** The open task of a case, as this person sees it. */
export async function openTask(client: Client, caseId: number): Promise<CaseTask> {
  const { tasks } = await ok(client.get<CaseView>(`/api/cases/${caseId}`));
  assert.equal(tasks.length, 1, `case ${caseId} has ${tasks.length} open tasks for ${client.me?.login}`);
  return tasks[0]!;
}

/** 领取. Answers the task with its new version. */
export async function claim(client: Client, caseId: number): Promise<CaseTask> {
  const { id, version } = await openTask(client, caseId);
  const body = { requestId: randomUUID(), version };
  await ok(client.post<CommandResult>(`/api/tasks/${id}/claim`, { body }));
  return openTask(client, caseId);
}

/** What a person sends who decides as the node proposes; form and opinion can be given. */
export function decision(
  { node, version }: Pick<CaseTask, "node" | "version">,
  { outcome, opinion, form }: { outcome?: Outcome; opinion?: string; form?: Record<string, unknown> } = {},
) {
  return {
    requestId: randomUUID(),
    version,
    outcome: outcome ?? node.outcomes[0]!.outcome,
    opinion: opinion ?? node.defaultOpinion,
    form: form ?? (node.phase === "acceptance" ? { checks: Object.keys(acceptanceChecks) } : {}),
  };
}

/** Decides the open task of a case, claiming it where nobody has. */
export async function decide(
  client: Client,
  caseId: number,
  given: Parameters<typeof decision>[1] = {},
): Promise<CommandResult & { taskId: number }> {
  const seen = await openTask(client, caseId);
  const task = seen.mine ? seen : await claim(client, caseId);
  return ok(client.post<CommandResult>(`/api/tasks/${task.id}/decide`, { body: decision(task, given) }));
}

/**
 * Has every node before `until` decided positively by its decider, "end" by all of them; jobs included.
 * @param others who decides instead, by node
 */
export async function walk(
  { app, as }: Story,
  business: StoryBusiness,
  caseId: number,
  until: string,
  others: Record<string, string> = {},
): Promise<void> {
  for (const [node, login] of Object.entries(deciders[business])) {
    if (node === until) return;
    await decide(await as(others[node] ?? login), caseId);
    await app.context.jobs.waitForCase(caseId, 20_000);
  }
  assert.equal(until, "end", `${business} has no node ${until}`);
}
