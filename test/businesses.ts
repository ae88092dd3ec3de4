import { randomBytes, randomUUID } from "node:crypto";
import { join } from "node:path";
import { pino } from "pino";
import { PNG } from "pngjs";
import { hashPassword } from "#adapters/passwords/passwords.ts";
import { renderDocument } from "#adapters/pdf/renderDocument.ts";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { MemoryStorage } from "#adapters/storage/memory.ts";
import { Vault } from "#adapters/vault/vault.ts";
import { loadActor } from "#api/security/actor.ts";
import { deployDiagrams } from "#api/start/diagrams.ts";
import { businesses } from "#approval/businesses.ts";
import { claimTask } from "#approval/claim.ts";
import type { Actor, Context } from "#approval/context.ts";
import { decide } from "#approval/decide.ts";
import { createDraft, readDraft, saveDraft } from "#approval/drafts.ts";
import { addDraftFile } from "#approval/files.ts";
import { withCase } from "#approval/openCase.ts";
import { type Submitted, submitDraft } from "#approval/submitDraft.ts";
import { uploadSurvey } from "#approval/survey-filing.ts";
import { engineListener } from "#approval/taskEvents.ts";
import { outsideTransaction } from "#db/inside.ts";
import type { Database } from "#db/orm.ts";
import { seedDemonstration } from "#db/seeds/demonstration.ts";
import { demoPeople } from "#db/seeds/people.ts";
import { DEMO_SURVEY_FILE, demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { acceptanceChecks } from "#domain/platform/acceptance.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { formatArea } from "#domain/rules/area.ts";
import type { SurveyTables } from "#domain/surveyTables/rows.ts";
import { createEmbeddedEngine } from "#engine/embedded/embeddedEngine.ts";
import type { Engine } from "#engine/engine.ts";
import type { AnyJobHandler } from "#workers/handler.ts";
import { handlers } from "#workers/index.ts";
import { JobRunner } from "#workers/runner.ts";
import { builtinTemplates } from "./documents.ts";

/** The window's form with every check made. */
export const accepted = { checks: Object.keys(acceptanceChecks) };
/** The start form of the demonstration building. */
export const demoBuildingForm = {
  stage: "pre",
  surveyNo: demoSurvey().building.surveyNo,
  surveyCaseNo: demoSurvey().building.surveyCaseNo,
  buildingNo: "1",
  buildingName: "1栋",
  street: demoSurvey().building.street,
  location: demoSurvey().building.location,
  structureType: "reinforcedConcrete",
  houseNature: "commodity",
  houseUse: "商住",
  completionDate: demoSurvey().building.completionDate,
  height: "68",
  totalFloors: 22,
  aboveGroundFloors: 21,
  undergroundFloors: 1,
  grossArea: formatArea(demoSurvey().building.grossArea),
  nonApportionedArea: "0",
  areaRuleSet: "GB/T 17986.1-2000",
  surveyor: "湖南虚构测绘有限公司",
  surveyorLicence: "乙测资字43000000",
  surveyScope: "整幢房屋及其共有部分。",
  surveyConclusion: demoSurvey().building.surveyConclusion,
};

export interface Businesses {
  ctx: Context;
  database: Database;
  runner: JobRunner;
  storage: MemoryStorage;
  /** By login. */
  people: Record<string, Actor>;
  /** Applies for any matter that takes a form and materials; each material that must be there is uploaded. */
  apply(business: string, form: Record<string, unknown>, change?: { by?: string }): Promise<Submitted>;
  /** Applies for a filing of the demonstration building; `form` and `tables` change what is submitted. */
  applySurvey(change?: { form?: Record<string, unknown>; tables?: SurveyTables; by?: string }): Promise<Submitted>;
  /** Files the demonstration building and answers its id. */
  fileSurvey(): Promise<number>;
  applyRooms(rooms: { roomNo: string; forCommittee?: boolean }[], change?: { buildingId?: number }): Promise<Submitted>;
  /** Claims the open task of a case where nobody holds it, decides it and runs the jobs that follow. */
  step(login: string, caseId: number, outcome: Outcome, more?: Partial<Decided>): Promise<CommandResult>;
  /** The node that waits; null where none does. */
  waiting(caseId: number): Promise<string | null>;
  /** Publishes the stop message and runs the jobs that follow. */
  stop(business: string, caseId: number): Promise<void>;
}
interface Decided {
  opinion: string;
  form: Record<string, unknown>;
  /** False: the jobs are left for later. */
  settle: boolean;
}

/** The demonstration county with all businesses on the real kernel and engine. `replace` changes single jobs. */
export async function buildBusinesses(database: Database, replace: readonly AnyJobHandler[] = []): Promise<Businesses> {
  const { ctx, runner, storage } = connect(database, replace);
  await seedDemonstration(ctx, (password) => hashPassword(password, { memory: 8, passes: 1, parallelism: 1 }));
  await deployDiagrams(ctx, join(import.meta.dirname, "../processes"));
  const people = await loadPeople(database);
  const personOf = (login: string): Actor => people[login] ?? fail(`no account ${login}`);

  async function submit(
    business: string,
    by: string,
    data: Record<string, unknown>,
    tables?: SurveyTables,
  ): Promise<Submitted> {
    const actor = personOf(by);
    const draft = await createDraft(ctx, actor, business);
    await saveDraft(ctx, actor, draft.id, { data, version: draft.version });
    for (const { slot } of draft.matter.materials.filter(({ required }) => required)) {
      await addDraftFile(ctx, actor, draft.id, slot, { name: `${slot}.png`, bytes: picture });
    }
    if (tables) {
      const bytes = Buffer.from(await writeSurveyWorkbook(tables));
      await uploadSurvey(ctx, actor, draft.id, { name: DEMO_SURVEY_FILE, bytes });
    }
    const { version } = await readDraft(ctx, actor, draft.id);
    return submitDraft(ctx, actor, draft.id, { requestId: randomUUID(), version });
  }

  const county: Businesses = {
    ...{ ctx, database, runner, storage, people },
    apply: (business, form, { by = "dev" } = {}) => submit(business, by, form),
    applySurvey: ({ form = {}, tables = demoSurvey().tables, by = "dev" } = {}) =>
      submit("survey-filing", by, { ...demoBuildingForm, ...form }, tables),

    async fileSurvey() {
      const { caseId } = await county.applySurvey();
      await county.step("window", caseId, "approve", { form: accepted });
      await county.step("survey", caseId, "proposeApproval");
      await county.step("survey-head", caseId, "proposeApproval");
      await county.step("deputy", caseId, "approve");
      return database.read(async ({ sql }) => {
        const filed = sql.selectFrom("surveyResult").select("buildingId").where("caseId", "=", caseId);
        return (await filed.executeTakeFirstOrThrow()).buildingId;
      });
    },

    async applyRooms(rooms, { buildingId } = {}) {
      const { units, building, project } = await database.read(async ({ sql }) => ({
        units: await sql.selectFrom("unit").select(["id", "roomNo"]).where("live", "=", 1).execute(),
        building: await sql.selectFrom("building").select("id").executeTakeFirst(),
        project: await sql.selectFrom("project").select("id").executeTakeFirstOrThrow(),
      }));
      const data = {
        buildingId: buildingId ?? building?.id,
        projectId: project.id,
        rooms: rooms.map(({ roomNo, forCommittee = false }) => ({
          unitId: units.find((unit) => unit.roomNo === roomNo)?.id,
          forCommittee,
        })),
      };
      return submit("management-rooms", "dev", data);
    },

    async step(login, caseId, outcome, { opinion = "情况属实。", form = {}, settle = true } = {}) {
      const actor = personOf(login);
      const task = await openTask(database, caseId);
      if (!task) throw new Error(`case ${caseId} waits for nobody`);
      const { version } =
        task.openAssignee === actor.personId
          ? task
          : await claimTask(ctx, actor, task.id, { requestId: randomUUID(), version: task.version });
      const body = { requestId: randomUUID(), version, outcome, opinion, form };
      const result = await decide(ctx, actor, task.id, body);
      if (settle) await runner.settle();
      return result;
    },

    waiting: async (caseId) => (await openTask(database, caseId))?.node ?? null,

    async stop(business, caseId) {
      await database.transact((tx) =>
        withCase(ctx.engine, tx, caseId, () =>
          ctx.engine.publish(tx, { name: `${business}.stop`, correlationKey: String(caseId), variables: {} }),
        ),
      );
      await runner.settle();
    },
  };
  return county;
}

function connect(database: Database, replace: readonly AnyJobHandler[]) {
  const { clock } = database;
  const log = pino({ level: "silent" });
  const storage = new MemoryStorage();
  const engine: Engine = createEmbeddedEngine({
    clock,
    listener: engineListener({ engine: () => engine, log }),
  });
  const publicUrl = "https://anju.test";
  const pdf = (model: Parameters<typeof renderDocument>[0]) =>
    renderDocument(model, () => outsideTransaction("Drawing a document"));
  const ports = { read: database.read, storage, pdf, clock, log, publicUrl };
  const own = [...handlers.filter(({ type }) => !replace.some((one) => one.type === type)), ...replace];
  // one job at a time, so that what a test sees does not depend on chance
  const runner = new JobRunner({
    database,
    engine,
    clock,
    log,
    handlers: own,
    ports,
    templates: builtinTemplates,
    businesses,
    publicUrl,
    concurrency: 1,
  });
  const ctx: Context = {
    ...{ database, engine, clock, log, storage, publicUrl, businesses },
    templates: builtinTemplates,
    jobs: { poke() {}, waitForCase: () => Promise.resolve() },
    vault: new Vault({ newest: "test", keys: new Map([["test", randomBytes(32)]]) }, randomBytes(32)),
  };
  return { ctx, runner, storage };
}

async function loadPeople(database: Database): Promise<Record<string, Actor>> {
  return database.read(async (read) => {
    const accounts = await read.sql.selectFrom("account").select(["id", "login"]).execute();
    const people: Record<string, Actor> = {};
    for (const { login } of demoPeople) {
      const account = accounts.find((one) => one.login === login) ?? fail(`no account ${login}`);
      people[login] = (await loadActor(read, account.id)) ?? fail(`account ${login} is not active`);
    }
    return people;
  });
}

const openTask = (database: Database, caseId: number) =>
  database.read((read) =>
    read.sql
      .selectFrom("task")
      .select(["id", "version", "node", "openAssignee"])
      .where("caseId", "=", caseId)
      .where("endedAt", "is", null)
      .executeTakeFirst(),
  );

const picture = PNG.sync.write(new PNG({ width: 2, height: 2 }));

function fail(message: string): never {
  throw new Error(message);
}
