import { randomUUID } from "node:crypto";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { fillPath } from "#api/platform/paths.ts";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { acceptanceChecks } from "#domain/platform/acceptance.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { type Answer, Client, testPassword } from "#test/http.ts";
import { smallSurvey } from "#test/story.ts";
import type { Column } from "./expected.ts";
import { desks, smallPng, type Target, type World } from "./world.ts";

/** How each route is called so that a 200 would be a real one, and how the story is put back afterwards. */

export interface Caller {
  world: World;
  column: Column;
  client: Client;
}
interface Request {
  /** Which key of the target `:id` is; none where the path names nothing of anybody's. */
  id?: keyof Target;
  /** The keys of other names in the path. */
  others?: Partial<Record<string, keyof Target>>;
  /** Values of names that are nobody's. */
  values?(world: World): Record<string, string>;
  /** Behind the path, with its question mark. */
  query?: string;
  body?(caller: Caller, keys: Target): Promise<unknown> | unknown;
  file?(): Promise<{ name: string; bytes: Uint8Array }> | { name: string; bytes: Uint8Array };
  /** Sent by somebody else than the session that the other requests use. */
  by?(caller: Caller): Promise<Client>;
  /** Takes back what a request did that was allowed. */
  undo?(caller: Caller, keys: Target, answer: Answer): Promise<unknown>;
}

const requestId = randomUUID;
const taskPath = (keys: Target, act: string) => `/api/tasks/${keys.task}/${act}`;
const versionOf = async (
  { world }: Caller,
  table: "task" | "draft" | "caseRecord",
  id: number | undefined,
): Promise<number> => {
  const row = await world.story.app.database.read((read) =>
    read.sql
      .selectFrom(table)
      .select("version")
      .where("id", "=", id ?? 0)
      .executeTakeFirst(),
  );
  return row?.version ?? 1;
};
const onTask = async (caller: Caller, { task }: Target) => ({
  requestId: requestId(),
  version: await versionOf(caller, "task", task),
});
/** Somebody who may do the same work; who has no such colleague names one who is there. */
const colleagueOf = ({ world, column }: Caller): Promise<Client> =>
  world.story.as(desks[column as keyof typeof desks]?.colleague ?? desks.window.colleague);
const toColleague = async (caller: Caller) => ({ personId: (await colleagueOf(caller)).me?.personId });

const onCase = async (caller: Caller, keys: Target) => ({
  requestId: requestId(),
  version: await versionOf(caller, "caseRecord", keys.case),
});
const unknownVersion = () => ({ requestId: requestId(), version: 0 });
/** A session on the phone of the same person, so that the one at the desk goes on. */
async function phone({ world, client }: Caller): Promise<Client> {
  const other = new Client(world.story.app.url);
  if (client.me) other.csrf = (await logIn(other, client.me.login)).csrf;
  return other;
}
const passwordOf = (login: string) => (login === "rival" ? testPassword : DEMO_PASSWORD);
const logIn = async (client: Client, login: string) => {
  const body = { login, password: passwordOf(login), device: "phone" };
  return (await client.post<{ csrf: string }>("/api/session", { body })).body;
};

/** What the node of each desk is decided with. */
const decisions: Partial<Record<Column, { outcome: Outcome; form: Record<string, unknown> }>> = {
  window: { outcome: "approve", form: { checks: Object.keys(acceptanceChecks) } },
  survey: { outcome: "proposeApproval", form: {} },
  head: { outcome: "proposeApproval", form: {} },
  deputy: { outcome: "approve", form: {} },
};

export const requests: Record<string, Request> = {
  "GET /healthz": {},
  "GET /readyz": {},
  "GET /api/openapi.json": {},
  "GET /api/docs": {},
  "POST /api/session": {
    by: async ({ world }) => new Client(world.story.app.url),
    body: ({ client }) => {
      const login = client.me?.login ?? "market";
      return { login, password: passwordOf(login), device: "phone" };
    },
  },
  "GET /api/session": {},
  "DELETE /api/session": { by: phone },
  "POST /api/session/password": { body: () => ({ current: "not-the-password", next: "Another-2027-one" }) },
  "GET /api/matters": {},
  "GET /api/drafts": {},
  "POST /api/drafts": {
    body: () => ({ business: "survey-filing" }),
    undo: ({ client }, _keys, { body }) => client.delete(`/api/drafts/${(body as { id: number }).id}`),
  },
  "GET /api/survey-filing/template.xlsx": {},
  "GET /api/drafts/:id": { id: "draft" },
  "PUT /api/drafts/:id": {
    id: "draft",
    body: async (caller, { draft }) => ({
      data: await savedData(caller, draft),
      version: await versionOf(caller, "draft", draft),
    }),
  },
  "POST /api/survey-filing/drafts/:id/table": { id: "draft", file: () => workbook() },
  "POST /api/drafts/:id/files/:slot": {
    id: "draft",
    values: () => ({ slot: "unitPlans" }),
    file: () => ({ name: "201.png", bytes: smallPng }),
  },
  "POST /api/survey-filing/cases/:id/table": { id: "case", file: () => workbook() },
  "GET /api/survey-filing/cases/:id/table": { id: "case" },
  "GET /api/drafts/:id/files/:materialId": { id: "draft", others: { materialId: "draftFile" } },
  "DELETE /api/drafts/:id/files/:materialId": { id: "draft", others: { materialId: "spareFile" } },
  "POST /api/drafts/:id/submit": {
    id: "draft",
    body: async (caller, { draft }) => ({ requestId: requestId(), version: await versionOf(caller, "draft", draft) }),
  },
  "DELETE /api/drafts/:id": { id: "spareDraft" },
  "GET /api/inbox/counts": {},
  "GET /api/live": {},
  "GET /api/live/poll": {},
  "GET /api/inbox/:box": { values: () => ({ box: "todo" }) },
  "GET /api/notices": { query: "?box=unread" },
  "POST /api/notices/read": { body: () => ({ ids: [999_999_999] }) },
  "GET /api/cases/:id": { id: "case" },
  "GET /api/cases/:id/diagram": { id: "case" },
  "GET /api/cases/:id/files/:materialId": { id: "case", others: { materialId: "caseFile" } },
  "GET /api/cases/:id/documents/:documentId": { id: "case", others: { documentId: "document" } },
  "GET /api/survey-filing/cases/:id": { id: "case" },
  "POST /api/tasks/:id/claim": {
    id: "task",
    body: onTask,
    undo: async (caller, keys) => caller.client.post(taskPath(keys, "release"), { body: await onTask(caller, keys) }),
  },
  "POST /api/tasks/:id/release": {
    id: "task",
    body: onTask,
    undo: async (caller, keys) => caller.client.post(taskPath(keys, "claim"), { body: await onTask(caller, keys) }),
  },
  "PUT /api/tasks/:id/draft": { id: "task", body: () => ({ form: {}, opinion: "拟同意。" }) },
  "GET /api/tasks/:id/colleagues": { id: "task", query: "?for=transfer" },
  "POST /api/tasks/:id/transfer": {
    id: "task",
    body: async (caller, keys) => ({ ...(await onTask(caller, keys)), ...(await toColleague(caller)), reason: "" }),
    undo: async (caller, keys) => {
      const back = { ...(await onTask(caller, keys)), personId: caller.client.me?.personId, reason: "" };
      return (await colleagueOf(caller)).post(taskPath(keys, "transfer"), { body: back });
    },
  },
  "POST /api/tasks/:id/copy": {
    id: "task",
    body: async (caller, keys) => {
      const { personId } = await toColleague(caller);
      return { ...(await onTask(caller, keys)), personIds: [personId], note: "" };
    },
  },
  "POST /api/tasks/:id/supplement": {
    id: "task",
    body: async (caller, keys) => ({
      ...(await onTask(caller, keys)),
      ...{ items: [{ slot: null, text: "请更正申请内容。" }], due: "2026-12-31" },
    }),
  },
  "POST /api/tasks/:id/end-supplement": {
    id: "task",
    body: async (caller, keys) => ({ ...(await onTask(caller, keys)), reason: "按现有材料办理" }),
  },
  "POST /api/cases/:id/supplement-files/:slot": {
    id: "case",
    values: () => ({ slot: "unitPlans" }),
    file: () => ({ name: "201.png", bytes: smallPng }),
  },
  "DELETE /api/cases/:id/supplement-files/:materialId": { id: "case", others: { materialId: "caseFile" } },
  "POST /api/cases/:id/urge": { id: "case", body: onCase },
  "POST /api/cases/:id/deliver": {
    id: "case",
    body: async (caller, keys) => ({
      ...(await onCase(caller, keys)),
      ...{ way: "inPerson", receiver: "钱某", reference: "", deliveredOn: "2026-11-24" },
    }),
  },
  "POST /api/cases/:id/archive": { id: "case", body: onCase },
  "GET /api/cases/:id/archive": { id: "case" },
  "POST /api/cases/:id/supplement-answer": {
    id: "case",
    body: async (caller, keys) => ({ ...(await onCase(caller, keys)), answers: ["已更正"] }),
  },
  "POST /api/tasks/:id/decide": {
    id: "task",
    body: async (caller, keys) => ({
      ...(await onTask(caller, keys)),
      ...(decisions[caller.column] ?? { outcome: "approve", form: {} }),
      opinion: "同意。",
    }),
  },
  // These would end or move the cases that other rows need: they name a version that no case has, and who may reads 409.
  "POST /api/cases/:id/withdraw": { id: "case", body: () => ({ ...unknownVersion(), reason: "不再需要" }) },
  "POST /api/cases/:id/terminate": { id: "case", body: () => ({ ...unknownVersion(), reason: "主体资格灭失" }) },
  "POST /api/tasks/:id/return": {
    id: "task",
    body: () => ({ ...unknownVersion(), target: "accept", reason: "请核实" }),
  },
  "POST /api/tasks/:id/recall": { id: "task", body: unknownVersion },
  "GET /api/tasks/:id/return-targets": { id: "task" },
  "POST /api/tasks/:id/return/preview": { id: "task", body: () => ({ target: "accept" }) },
  "GET /api/forms/:formId": { values: () => ({ formId: "management-rooms.start" }) },
  "GET /api/buildings": {},
  "GET /api/buildings/:id/table": { id: "building" },
  "GET /api/units/:id": { id: "unit" },
  "GET /api/public/verify/:token": { values: ({ verifyToken }) => ({ token: verifyToken }) },
};

async function savedData({ world }: Caller, draft: number | undefined): Promise<unknown> {
  const row = await world.story.app.database.read((read) =>
    read.sql
      .selectFrom("draft")
      .select("data")
      .where("id", "=", draft ?? 0)
      .executeTakeFirst(),
  );
  return JSON.parse(row?.data ?? "{}");
}

const workbook = async () => ({
  name: "测绘成果.xlsx",
  bytes: await writeSurveyWorkbook(smallSurvey("").tables),
});

/** The keys a route needs of a target; null where the target lacks one, so that the situation cannot come about. */
export function keysFor(route: string, target: Target | undefined): Target | null {
  const { id, others = {} } = requests[route]!;
  if (id === undefined) return {};
  const needed = [id, ...Object.values(others)] as (keyof Target)[];
  return target && needed.every((key) => target[key] !== undefined) ? target : null;
}

/** Keys of the same shape that nothing has. */
export const unknownKeys: Required<Target> = {
  ...{ case: 999_999_999, task: 999_999_999, draft: 999_999_999, spareDraft: 999_999_999 },
  ...{ draftFile: 999_999_998, spareFile: 999_999_998, caseFile: 999_999_998, document: 999_999_998 },
  ...{ building: 999_999_999, unit: 999_999_999 },
};

/** Sends the request of a route. What was allowed is taken back where that can be. */
export async function call(caller: Caller, route: string, keys: Target): Promise<Answer> {
  const { id, others = {}, values, query = "", body, file, by, undo } = requests[route]!;
  const [method, path] = route.split(" ") as [string, string];
  const filled = `${fillPath(path, {
    ...(id && { id: keys[id]! }),
    ...Object.fromEntries(Object.entries(others).map(([name, key]) => [name, keys[key!]!])),
    ...values?.(caller.world),
  })}${query}`;
  const client = by ? await by(caller) : caller.client;
  const upload = await file?.();
  const answer = upload
    ? await client.upload<unknown>(filled, upload.name, upload.bytes)
    : await client.send<unknown>(method, filled, body ? { body: await body(caller, keys) } : {});
  if (answer.status === 200) await undo?.(caller, keys, answer);
  return answer;
}
