import assert from "node:assert/strict";
import type { z } from "zod";
import { routes } from "#api/routes.ts";
import { boxes, type InboxPage } from "#domain/platform/inbox.ts";
import type { noticePageSchema } from "#domain/platform/notices.ts";
import { contentOf } from "#test/badInput/storedRows.ts";
import type { Answer, Client } from "#test/http.ts";
import { describeOnSqlite, ok } from "#test/story.ts";
import { type Column, columns, type ExpectedLine, expected, type Situation } from "./expected.ts";
import { call, keysFor, requests, unknownKeys } from "./requests.ts";
import { buildWorld, type Target, type World } from "./world.ts";

const nameOf = ({ method, path }: { method: string; path: string }): string => `${method} ${path}`;
const isDenied = (status: number | null): boolean => status === 401 || status === 403 || status === 404;

describe("the permission matrix", () => {
  const known = new Set(routes.map(nameOf));

  it("has lines for every route of the program, and for no other", () => {
    assert.deepEqual(new Set(expected.map(({ route }) => route)), known);
    assert.deepEqual(new Set(Object.keys(requests)), known);
  });

  it("tells own, a colleague's and a foreign thing apart wherever a path names one", () => {
    for (const route of known) {
      const told = new Set(expected.filter((line) => line.route === route).map(({ situation }) => situation));
      const wanted = requests[route]!.id ? ["own", "colleague", "foreign"] : ["any"];
      for (const situation of wanted)
        assert.ok(told.has(situation as ExpectedLine["situation"]), `${route} ${situation}`);
    }
  });

  it("has each line once", () => {
    const lines = expected.map(({ route, situation }) => `${route} ${situation}`);
    assert.equal(new Set(lines).size, lines.length);
  });

  describeOnSqlite((makeDatabase) => {
    let world: World;
    before(async function () {
      this.timeout(60_000);
      world = await buildWorld(await makeDatabase());
    });
    after(() => world.story.app.close());

    const caller = (column: Column) => ({ world, column, client: world.clients[column] });
    const keysOf = ({ route, situation }: ExpectedLine, column: Column): Target | null =>
      keysFor(route, world.targets[column][situation]);

    it("changes nothing and logs a line for every request that it denies", async function () {
      this.timeout(60_000);
      // given
      const { app } = world.story;
      const before = await contentOf(app);
      app.logged.length = 0;
      let denied = 0;
      // when
      for (const line of expected) {
        for (const column of columns.filter((candidate) => isDenied(line.answers[candidate]))) {
          const keys = keysOf(line, column);
          assert.ok(keys, `${line.route} ${line.situation} ${column}: there is no such thing`);
          const { status } = await call(caller(column), line.route, keys);
          assert.equal(status, line.answers[column], `${line.route} ${line.situation} ${column}`);
          denied += 1;
        }
      }
      // then
      const after = await contentOf(app);
      // Sessions opened for requests that end them are no denied requests.
      for (const table of Object.keys(before)) assert.equal(after[table], before[table], table);
      const lines = app.logged.map((text) => JSON.parse(text) as Record<string, unknown>);
      const refused = lines.filter(({ msg, status }) => msg === "request" && isDenied(status as number));
      assert.equal(refused.length, denied);
      for (const line of refused) assert.match(String(line.code), /^[A-Z_]+$/, JSON.stringify(line));
    });

    for (const line of expected) {
      it(`${line.route} · ${line.situation}`, async () => {
        const answers: Record<string, number | null> = {};
        for (const column of columns) {
          const keys = keysOf(line, column);
          if (keys === null) {
            answers[column] = null;
            continue;
          }
          const answer = await call(caller(column), line.route, keys);
          answers[column] = answer.status;
          if (isDenied(answer.status)) {
            assertTellsNothing(line.situation, answer, await call(caller(column), line.route, unknownKeys));
          }
        }
        assert.deepEqual(answers, line.answers);
      });
    }

    it("agrees with the lists: a person reads exactly the cases that some list of theirs shows", async () => {
      const cases = await keysIn(world, "caseRecord");
      for (const column of columns.filter((candidate) => candidate !== "stranger")) {
        const client = world.clients[column];
        const read = await readable(client, cases, (id) => `/api/cases/${id}`);
        assert.deepEqual(await listed(client), new Set(read), column);
      }
    });

    it("agrees with the list of buildings", async () => {
      const buildings = await keysIn(world, "building");
      for (const column of columns.filter((candidate) => world.targets[candidate].own?.building !== undefined)) {
        const client = world.clients[column];
        const rows = await ok(client.get<{ id: number }[]>("/api/buildings"));
        const read = await readable(client, buildings, (id) => `/api/buildings/${id}/table`);
        assert.deepEqual(new Set(rows.map(({ id }) => id)), new Set(read), column);
        assert.ok(read.length < buildings.length);
      }
    });
  });
});

/** The keys of a table, of every owner. */
async function keysIn({ story }: World, table: "caseRecord" | "building"): Promise<number[]> {
  const rows = await story.app.database.read((read) => read.sql.selectFrom(table).select("id").execute());
  return rows.map(({ id }) => id);
}

/** Which of these a person may read one by one. */
async function readable(client: Client, ids: number[], path: (id: number) => string): Promise<number[]> {
  const answers: [id: number, status: number][] = [];
  for (const id of ids) answers.push([id, (await client.get(path(id))).status]);
  return answers.filter(([, status]) => status === 200).map(([id]) => id);
}

/** The cases on every page of every list of a person. */
async function listed(client: Client): Promise<Set<number>> {
  const found = new Set<number>();
  for (const box of Object.keys(boxes).filter((name) => name !== "drafts")) {
    for (let after: string | null = ""; after !== null; ) {
      const page: InboxPage = await ok(client.get<InboxPage>(`/api/inbox/${box}?after=${encodeURIComponent(after)}`));
      for (const { caseId } of page.rows) found.add(caseId);
      after = page.next;
    }
  }
  // 待阅 and 已阅: cases to be handed over or archived, copies.
  for (const box of ["unread", "read"]) {
    for (let after: string | null = ""; after !== null; ) {
      const query = `box=${box}${after === "" ? "" : `&after=${encodeURIComponent(after)}`}`;
      const page: z.infer<typeof noticePageSchema> = await ok(
        client.get<z.infer<typeof noticePageSchema>>(`/api/notices?${query}`),
      );
      for (const { caseId } of page.rows) if (caseId !== null) found.add(caseId);
      after = page.next;
    }
  }
  return found;
}

/** What is refused reads the same whether it is there or not; and says nothing but a code and a Chinese sentence. */
function assertTellsNothing(situation: Situation, real: Answer, unknown: Answer): void {
  const { code, message, problems } = real.body as { code: string; message: string; problems: unknown[] };
  assert.match(code, /^[A-Z_]+$/);
  assert.match(message, /^[\p{Script=Han}，。“”、]+$/u);
  assert.deepEqual(problems, []);
  // Who may know a case is told what has to be done first, or why it is not for them.
  if (situation !== "foreign" && real.status === 403 && unknown.status === 404) return;
  assert.deepEqual([unknown.status, unknown.body], [real.status, real.body]);
}
