import { randomBytes, randomUUID } from "node:crypto";
import { pino } from "pino";
import { z } from "zod";
import { MemoryStorage } from "#adapters/storage/memory.ts";
import { Vault } from "#adapters/vault/vault.ts";
import type { Business } from "#approval/business.ts";
import { claimTask } from "#approval/claim.ts";
import type { Actor, Context } from "#approval/context.ts";
import { decide } from "#approval/decide.ts";
import { createDraft, saveDraft } from "#approval/drafts.ts";
import { givePosition } from "#approval/positions.ts";
import { type Submitted, submitDraft } from "#approval/submitDraft.ts";
import { engineListener } from "#approval/taskEvents.ts";
import type { Database } from "#db/orm.ts";
import type { FixedClock } from "#domain/clock.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import { permissionsOfRole } from "#domain/platform/permissions.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { createEmbeddedEngine } from "#engine/embedded/embeddedEngine.ts";
import type { Engine } from "#engine/engine.ts";
import type { AnyJobHandler, JobHandler } from "#workers/handler.ts";
import { JobRunner, type RunnerOptions } from "#workers/runner.ts";
import { builtinTemplates } from "./documents.ts";
import { testProcess } from "./kernelProcess.ts";

/** The organisations of the test county; `a` and `b` are companies. */
const orgs = { centre: "centre", window: "section", section: "section", a: "developer", b: "developer" } as const;
type OrgCode = keyof typeof orgs;

/** Who exists, with what they hold. `both` may do 初审 and 复核 by position, but not in one case. */
const cast = {
  clerk: [["orgClerk", "a"]],
  colleague: [["orgClerk", "a"]],
  rival: [["orgClerk", "b"]],
  window: [["windowClerk", "window"]],
  window2: [["windowClerk", "window"]],
  handler: [["handler", "section"]],
  both: [
    ["handler", "section"],
    ["sectionHead", "section"],
  ],
  head: [["sectionHead", "section"]],
  deputy: [
    ["deputyDirector", "centre"],
    ["windowClerk", "window"],
  ],
  deputy2: [["deputyDirector", "section"]],
  admin: [["processAdmin", "centre"]],
} as const satisfies Record<string, readonly (readonly [Role, OrgCode])[]>;
export type PersonName = keyof typeof cast;

/** What the tiny business may be told to do. */
export interface TestKernelOptions {
  handlers?: readonly AnyJobHandler[];
  business?: Partial<Business>;
  runner?: Partial<RunnerOptions>;
}

export interface TestKernel {
  ctx: Context;
  database: Database;
  clock: FixedClock;
  runner: JobRunner;
  storage: MemoryStorage;
  people: Record<PersonName, Actor>;
  /** A second process on the same database, with its own runner. */
  another(options?: TestKernelOptions): TestKernel;
  /** Creates, fills and submits an application of the clerk. */
  apply(data?: Record<string, unknown>, by?: PersonName): Promise<Submitted>;
  /** The one open task of a case. */
  task(caseId: number): Promise<{ id: number; version: number; node: string }>;
  /** Claims the open task and decides it. */
  step(by: PersonName, caseId: number, outcome: Outcome, more?: Partial<Step>): Promise<CommandResult>;
  /** Steps and jobs until 审定 is waiting, or whatever comes after `until`. */
  walk(caseId: number, until: "firstReview" | "secondReview" | "finalApproval" | "end"): Promise<void>;
}
interface Step {
  opinion: string;
  form: Record<string, unknown>;
}

export const requestId = (): string => randomUUID();

/** An empty database with a county, its people, a matter and the process `test-permit`. */
export async function buildKernel(database: Database, options: TestKernelOptions = {}): Promise<TestKernel> {
  const people = await buildCounty(database);
  const kernel = connect(database, people, options);
  await database.transact((tx) => kernel.ctx.engine.deploy(tx, [{ name: "test-permit.bpmn", xml: testProcess }]));
  return kernel;
}

function connect(database: Database, people: Record<PersonName, Actor>, options: TestKernelOptions): TestKernel {
  const clock = database.clock as FixedClock;
  const log = pino({ level: "silent" });
  const storage = new MemoryStorage();
  const engine: Engine = createEmbeddedEngine({
    clock,
    listener: engineListener({ engine: () => engine, log }),
  });
  const publicUrl = "https://anju.test";
  // What a document says is its model; how it is drawn is tested where it is drawn.
  const pdf = async (model: DocumentModel) => ({
    bytes: Buffer.from(JSON.stringify(model)),
    ...{ pages: 1, seal: null, missingGlyphs: [] },
  });
  const ports = { read: database.read, storage, pdf, clock, log, publicUrl };
  const handlers = options.handlers ?? testHandlers();
  const business = { ...testBusiness, ...options.business };
  const businesses = new Map([[business.id, business]]);
  const runner = new JobRunner({
    database,
    engine,
    clock,
    log,
    handlers,
    ports,
    templates: builtinTemplates,
    businesses,
    publicUrl,
    ...options.runner,
  });
  const ctx: Context = {
    ...{
      database,
      engine,
      clock,
      log,
      storage,
      publicUrl,
      templates: builtinTemplates,
      jobs: { poke() {}, waitForCase: () => runner.settle() },
    },
    businesses,
    vault: new Vault({ newest: "test", keys: new Map([["test", randomBytes(32)]]) }, randomBytes(32)),
  };

  const kernel: TestKernel = {
    ...{ ctx, database, clock, runner, storage, people },
    another: (more) => connect(database, people, { ...options, ...more }),
    async apply(data = { area: 100 }, by = "clerk") {
      const draft = await createDraft(ctx, people[by], "test-permit");
      const { version } = await saveDraft(ctx, people[by], draft.id, { data, version: draft.version });
      return submitDraft(ctx, people[by], draft.id, { requestId: requestId(), version });
    },
    async task(caseId) {
      return database.read((read) =>
        read.sql
          .selectFrom("task")
          .select(["id", "version", "node"])
          .where("caseId", "=", caseId)
          .where("endedAt", "is", null)
          .executeTakeFirstOrThrow(),
      );
    },
    async step(by, caseId, outcome, { opinion = "同意。", form = {} } = {}) {
      const { id, version } = await kernel.task(caseId);
      const claimed = await claimTask(ctx, people[by], id, { requestId: requestId(), version });
      const body = { requestId: requestId(), version: claimed.version, outcome, opinion, form };
      return decide(ctx, people[by], id, body);
    },
    async walk(caseId, until) {
      await kernel.step("window", caseId, "approve");
      if (until === "firstReview") return;
      await kernel.step("handler", caseId, "proposeApproval", { form: { area: 100 } });
      if (until === "secondReview") return;
      await kernel.step("head", caseId, "proposeApproval");
      if (until === "finalApproval") return;
      await kernel.step("deputy", caseId, "approve");
    },
  };
  return kernel;
}

export const testBusiness: Business = {
  id: "test-permit",
  name: "测试许可",
  startForm: "test-permit.start",
  forms: {
    "test-permit.start": { title: "申请", schema: z.object({ area: z.number(), phone: z.string().optional() }) },
    "test-permit.review": { title: "审核", schema: z.object({ area: z.number(), note: z.string().optional() }) },
  },
  caseNumberPrefix: "CS",
  documents: [],
  errors: [],
  county: {
    matter: {
      ...{ name: "测试许可", kind: "permit", legalBasis: [], materials: [], results: [] },
      ...{ acceptanceDays: 5, statutoryDays: 20, promisedDays: 10, deliveryDays: 10 },
    },
    figures: [],
  },
  describe: async (_tx, { area }, { applicantName }) => ({
    title: `${applicantName}的测试许可`,
    summary: [{ label: "面积", value: String(area) }],
  }),
  submit: async () => ({ problems: [] }),
};

/** Jobs that do nothing. */
export const testHandlers = (own: readonly AnyJobHandler[] = []): AnyJobHandler[] => {
  const idle = ["acknowledge", "issue", "apologise", "undo"].map(
    (name): JobHandler => ({
      type: `test-permit.${name}`,
      apply: async () => {},
    }),
  );
  return [...idle.filter(({ type }) => !own.some((one) => one.type === type)), ...own] as AnyJobHandler[];
};

async function buildCounty(database: Database): Promise<Record<PersonName, Actor>> {
  const orgIds = await database.transact(async (tx) => {
    const ids = Object.fromEntries(Object.keys(orgs).map((code) => [code, tx.nextId()])) as Record<OrgCode, number>;
    await tx.sql.insertInto("region").values({ code: "430523", name: "邵阳县", parentCode: null }).execute();
    const rows = Object.entries(orgs).map(([code, kind]) => ({
      id: ids[code as OrgCode],
      code,
      name: `${code}机构`,
      kind,
      parentId: kind === "section" ? ids.centre : null,
      regionCode: "430523",
      closedAt: null,
    }));
    await tx.sql.insertInto("org").values(rows).execute();
    await tx.sql.insertInto("serviceMatter").values(matter(tx.nextId())).execute();
    return ids;
  });
  const people: Partial<Record<PersonName, Actor>> = {};
  for (const [name, positions] of Object.entries(cast)) {
    people[name as PersonName] = await buildPerson(database, name, positions, orgIds);
  }
  return people as Record<PersonName, Actor>;
}

const matter = (id: number) => ({
  id,
  business: "test-permit",
  regionCode: "430523",
  version: 1,
  name: "测试许可",
  kind: "permit" as const,
  legalBasis: JSON.stringify([{ law: "行政许可法", article: "第三十二条", text: "" }]),
  acceptanceDays: 5,
  statutoryDays: 20,
  promisedDays: 10,
  deliveryDays: 10,
  materials: JSON.stringify([
    { slot: "plan", name: "方案", required: false, accept: ["image/png"], most: 2, note: "" },
  ]),
  results: JSON.stringify([{ kind: "permit", name: "许可证" }]),
  validFrom: "2026-01-01",
  validUntil: null,
});

/** Somebody more in the county. */
export async function addPerson(
  database: Database,
  name: string,
  positions: readonly (readonly [Role, OrgCode])[],
): Promise<Actor> {
  const rows = await database.read((read) => read.sql.selectFrom("org").select(["id", "code"]).execute());
  const orgIds = Object.fromEntries(rows.map(({ id, code }) => [code, id])) as Record<OrgCode, number>;
  return buildPerson(database, name, positions, orgIds);
}

async function buildPerson(
  database: Database,
  name: string,
  positions: readonly (readonly [Role, OrgCode])[],
  orgIds: Record<OrgCode, number>,
): Promise<Actor> {
  const kind = positions.some(([role]) => role === "orgClerk") ? ("outside" as const) : ("staff" as const);
  const personId = await database.transact(async (tx) => {
    const id = tx.nextId();
    const sealed = { idNumber: null, idNumberIndex: null, phone: null, phoneIndex: null };
    await tx.sql
      .insertInto("person")
      .values({ id, name, kind, ...sealed })
      .execute();
    return id;
  });
  for (const [role, code] of positions) {
    await database.transact((tx) => givePosition(tx, { personId, orgId: orgIds[code], role, by: "system" }));
  }
  const [, home] = positions[0]!;
  const placeOf = (code: OrgCode) => ({ orgId: orgIds[code], orgCode: code as string, orgName: `${code}机构` });
  return {
    ...{ personId, accountId: personId, name, regionCode: "430523", kind, ...placeOf(home) },
    positions: positions.map(([role, code]) => ({ role, ...placeOf(code) })),
    permissions: new Set(positions.flatMap(([role]) => permissionsOfRole[role])),
  };
}
