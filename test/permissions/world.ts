import type { Database } from "#db/orm.ts";
import { COUNTY } from "#db/seeds/county.ts";
import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import type { BuildingTable } from "#domain/platform/buildings.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import type { Role } from "#domain/platform/roles.ts";
import { buildAccount, type Client, testPassword } from "#test/http.ts";
import {
  claim,
  ok,
  openStory,
  roomsDraft,
  type Story,
  type Submitted,
  type Survey,
  smallSurvey,
  submit,
  surveyDraft,
  walk,
} from "#test/story.ts";
import type { Column, Situation } from "./expected.ts";

/** Keys of real rows, as they stand in paths. What a thing has not got is left out. */
export interface Target {
  case?: number;
  task?: number;
  draft?: number;
  /** A draft and a file that may be thrown away. */
  spareDraft?: number;
  spareFile?: number;
  draftFile?: number;
  caseFile?: number;
  document?: number;
  building?: number;
  unit?: number;
}
export interface World {
  story: Story;
  clients: Record<Column, Client>;
  targets: Record<Column, Partial<Record<Situation, Target>>>;
  verifyToken: string;
}

/** The account behind each column. */
const logins: Record<Exclude<Column, "stranger">, string> = {
  clerk: "dev",
  rival: "rival",
  window: "window",
  survey: "survey",
  head: "survey-head",
  deputy: "deputy",
  director: "director",
  finance: "finance",
  archive: "archivist",
  process: "process-admin",
  system: "system-admin",
  security: "security-admin",
  auditor: "security-auditor",
};
/** Officials that hold cases: the node they decide, and somebody else who may. */
export const desks = {
  window: { node: "accept", colleague: "window2" },
  survey: { node: "firstReview", colleague: "survey2" },
  head: { node: "secondReview", colleague: "survey-head2" },
  deputy: { node: "fileDecision", colleague: "deputy2" },
} as const;
const companies = ["clerk", "rival"] as const;

/** Plays the story often enough that every role has cases of every kind. All rows are made over HTTP but the second county's. */
export async function buildWorld(database: Database): Promise<World> {
  const story = await openStory(database);
  await addPeople(story);
  const { as, app } = story;
  const clients = { stranger: app.stranger() } as World["clients"];
  for (const [column, login] of Object.entries(logins)) clients[column as Column] = await as(login);

  const targets = Object.fromEntries(Object.keys(clients).map((column) => [column, {}])) as World["targets"];
  const filed = await fileSurvey(story, "dev", demoSurvey());
  await fillCompanies(story, targets, filed);
  const { verifyToken, foreignTarget } = await confirmRooms(story, filed);
  await fillDesks(story, targets, filed);
  const abroad = await buildingAbroad(story);
  for (const column of Object.keys(clients) as Column[]) {
    const isCompany = (companies as readonly string[]).includes(column);
    if (!isCompany) targets[column].foreign = { ...foreignTarget, ...abroad, ...draftsOnly(targets.clerk.own!) };
    if (["window", "survey", "head", "deputy", "director", "finance", "archive"].includes(column)) {
      const { building, unit } = targets.clerk.own!;
      targets[column].own = { ...targets[column].own, building: building!, unit: unit! };
    }
  }
  await app.runner.settle();
  return { story, clients, targets, verifyToken };
}

/** Two more officials, and a second company. */
async function addPeople({ app, as }: Story): Promise<void> {
  const accounts: [login: string, role: Role, orgCode: string][] = [
    ["survey-head2", "sectionHead", "survey-section"],
    ["deputy2", "deputyDirector", "centre"],
    ["rival", "orgClerk", "dev-rival"],
  ];
  for (const [login, role, orgCode] of accounts) {
    await buildAccount(app.database, { login, role, orgCode, name: "乙某" });
    await as(login, testPassword);
  }
  await app.database.transact(async (tx) => {
    const company = await tx.sql.selectFrom("developer").selectAll().executeTakeFirstOrThrow();
    const org = await tx.sql.selectFrom("org").select("id").where("code", "=", "dev-rival").executeTakeFirstOrThrow();
    const rival = {
      ...company,
      id: tx.nextId(),
      orgId: org.id,
      uscc: "91430523MA4L11110T",
      name: "另一家公司（虚构）",
    };
    await tx.sql.insertInto("developer").values(rival).execute();
    const project = await tx.sql.selectFrom("project").selectAll().executeTakeFirstOrThrow();
    await tx.sql
      .insertInto("project")
      .values({ ...project, id: tx.nextId(), developerId: rival.id, name: "另一项目" })
      .execute();
  });
}

let surveys = 0;
const newSurvey = (): Survey => smallSurvey(String(++surveys));

const applyFor = async (story: Story, login: string): Promise<Submitted> => {
  const clerk = await story.as(login);
  return submit(clerk, await surveyDraft(clerk, newSurvey()));
};

/** A survey that was filed: its case with all it has, its building and a unit of it. */
async function fileSurvey(story: Story, login: string, survey: Survey): Promise<Filed> {
  const clerk = await story.as(login);
  const { caseId } = await submit(clerk, await surveyDraft(clerk, survey));
  await walk(story, "survey-filing", caseId, "end");
  const { buildingId } = await ok(clerk.get<CaseView>(`/api/cases/${caseId}`));
  const table = await ok(clerk.get<BuildingTable>(`/api/buildings/${buildingId}/table`));
  const units = table.floors.flatMap((floor) => floor.units);
  return { ...(await caseTarget(story, clerk, caseId)), building: buildingId!, unit: units[0]!.id, units };
}
interface Filed extends Target {
  case: number;
  building: number;
  unit: number;
  units: BuildingTable["floors"][number]["units"];
}

/** The keys that hang on a case, as somebody reads them who sees it whole. `task` is its newest. */
async function caseTarget(story: Story, client: Client, caseId: number): Promise<Target & { case: number }> {
  const { materials, documents } = await ok(client.get<CaseView>(`/api/cases/${caseId}`));
  const task = await taskOf(story, caseId);
  return {
    case: caseId,
    task,
    ...(materials[0] && { caseFile: materials[0].id }),
    ...(documents[0] && { document: documents[0].id }),
  };
}

async function taskOf({ app }: Story, caseId: number, node?: string): Promise<number> {
  const { id } = await app.database.read((read) =>
    read.sql
      .selectFrom("task")
      .select("id")
      .where("caseId", "=", caseId)
      .$if(node !== undefined, (query) => query.where("node", "=", node!))
      .orderBy("id", "desc")
      .limit(1)
      .executeTakeFirstOrThrow(),
  );
  return id;
}

async function fillCompanies(story: Story, targets: World["targets"], filed: Filed): Promise<void> {
  const rivalFiled = await fileSurvey(story, "rival", newSurvey());
  const colleagueFiled = await fileSurvey(story, "dev2", newSurvey());
  targets.clerk.own = { ...only(filed), ...(await drafts(story, "dev")) };
  targets.clerk.colleague = { ...only(colleagueFiled), ...(await drafts(story, "dev2")) };
  targets.rival.own = { ...only(rivalFiled), ...(await drafts(story, "rival")) };
  targets.clerk.foreign = targets.rival.own;
  targets.rival.foreign = targets.clerk.own;
}

const only = ({ units: _units, ...target }: Filed): Target => target;
const draftsOnly = ({ draft, spareDraft, draftFile, spareFile }: Target): Target => ({
  draft: draft!,
  spareDraft: spareDraft!,
  draftFile: draftFile!,
  spareFile: spareFile!,
});

/** A draft that lacks nothing, one to throw away, and two files of the first. */
async function drafts({ as }: Story, login: string): Promise<Target> {
  const clerk = await as(login);
  const draft = await surveyDraft(clerk, newSurvey());
  const spare = await surveyDraft(clerk, newSurvey());
  const { materials } = await ok(clerk.get<{ materials: { id: number }[] }>(`/api/drafts/${draft.id}`));
  const extra = await clerk.upload<{ id: number }>(`/api/drafts/${draft.id}/files/unitPlans`, "101.png", smallPng);
  return {
    draft: draft.id,
    spareDraft: spare.id,
    draftFile: materials[0]!.id,
    spareFile: (await ok(Promise.resolve(extra))).id,
  };
}

/** One white point. */
export const smallPng = Buffer.from(
  "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGP4DwABAQEANl9ngAAAAABJRU5ErkJggg==",
  "base64",
);

/** A confirmation of rooms with its certificate, and a case of it that another section holds and nobody of ours touched. */
async function confirmRooms(
  story: Story,
  { building, units }: Filed,
): Promise<{ verifyToken: string; foreignTarget: Target }> {
  const clerk = await story.as("dev");
  const rooms = (...numbers: string[]) =>
    units
      .filter(({ roomNo }) => numbers.includes(roomNo))
      .map(({ id }, index) => ({ unitId: id, forCommittee: index > 0 }));
  const confirmed = await submit(clerk, await roomsDraft(clerk, { buildingId: building, rooms: rooms("248", "249") }));
  await walk(story, "management-rooms", confirmed.caseId, "end");
  const { certificate } = await ok(clerk.get<CaseView>(`/api/cases/${confirmed.caseId}`));
  const waiting = await submit(clerk, await roomsDraft(clerk, { buildingId: building, rooms: rooms("246", "247") }));
  await walk(story, "management-rooms", waiting.caseId, "firstReview", { accept: "window2" });
  await claim(await story.as("property"), waiting.caseId);
  return {
    verifyToken: certificate!.verifyUrl.split("/").at(-1)!,
    foreignTarget: await caseTarget(story, clerk, waiting.caseId),
  };
}

async function fillDesks(story: Story, targets: World["targets"], filed: Filed): Promise<void> {
  for (const [column, { node, colleague }] of Object.entries(desks)) {
    const own = await caseAt(story, node, logins[column as keyof typeof logins]);
    const theirs = await caseAt(story, node, colleague);
    const offered = await caseAt(story, node, null);
    const task = await taskOf(story, filed.case, node);
    targets[column as Column] = { own, colleague: theirs, offered, decided: { ...only(filed), task } };
  }
}

/** A case that waits at a node, held by somebody or lying in 待领. */
async function caseAt(story: Story, node: string, holder: string | null): Promise<Target> {
  const { caseId } = await applyFor(story, "dev");
  await walk(story, "survey-filing", caseId, node);
  if (holder !== null) await claim(await story.as(holder), caseId);
  return caseTarget(story, await story.as("dev"), caseId);
}

/** A building of another county, whose centre is not on this installation. */
async function buildingAbroad({ app }: Story): Promise<Target> {
  return app.database.transact(async (tx) => {
    const [region, building, unit] = ["430524", tx.nextId(), tx.nextId()] as const;
    const developer = await tx.sql.selectFrom("developer").select("id").executeTakeFirstOrThrow();
    const { id: _id, ...known } = await tx.sql
      .selectFrom("building")
      .selectAll()
      .where("regionCode", "=", COUNTY)
      .executeTakeFirstOrThrow();
    const { id: _unitId, ...knownUnit } = await tx.sql.selectFrom("unit").selectAll().executeTakeFirstOrThrow();
    await tx.sql
      .insertInto("building")
      .values({ ...known, id: building, regionCode: region, developerId: developer.id, surveyNo: "ABROAD" })
      .execute();
    await tx.sql
      .insertInto("unit")
      .values({ ...knownUnit, id: unit, buildingId: building })
      .execute();
    const { id: surveyId, ...survey } = await tx.sql.selectFrom("surveyResult").selectAll().executeTakeFirstOrThrow();
    const filing = {
      ...survey,
      id: tx.nextId(),
      buildingId: building,
      caseId: tx.nextId(),
      liveStage: `${building}:pre`,
    };
    await tx.sql.insertInto("surveyResult").values(filing).execute();
    const { id: _row, ...measured } = await tx.sql
      .selectFrom("surveyUnit")
      .selectAll()
      .where("surveyId", "=", surveyId)
      .executeTakeFirstOrThrow();
    await tx.sql
      .insertInto("surveyUnit")
      .values({ ...measured, id: tx.nextId(), surveyId: filing.id, unitId: unit })
      .execute();
    return { building, unit };
  });
}
