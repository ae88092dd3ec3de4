import assert from "node:assert/strict";
import { routes } from "#api/routes.ts";
import { contentOf } from "#test/badInput/storedRows.ts";
import type { Answer } from "#test/http.ts";
import { describeOnSqlite } from "#test/story.ts";
import { type Column, columns, type ExpectedLine, expected } from "./expected.ts";
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
      for (const situation of wanted) assert.ok(told.has(situation as ExpectedLine["situation"]), `${route} ${situation}`);
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
          answers[column] = answer.status; if (answer.status === 422 && /submit/.test(line.route)) console.log(JSON.stringify(answer.body));
          if (isDenied(answer.status)) assertTellsNothing(answer, await call(caller(column), line.route, unknownKeys));
        }
        assert.deepEqual(answers, line.answers);
      });
    }
  });
});

/** What is refused reads the same whether it is there or not; and says nothing but a code and a Chinese sentence. */
function assertTellsNothing(real: Answer, unknown: Answer): void {
  const { code, message, problems } = real.body as { code: string; message: string; problems: unknown[] };
  assert.match(code, /^[A-Z_]+$/);
  assert.match(message, /^[\p{Script=Han}，。“”、]+$/u);
  assert.deepEqual(problems, []);
  // 403 for somebody who may know the case tells what has to be done first; an unknown one they cannot know.
  if (real.status === 403 && unknown.status === 404) return;
  assert.deepEqual([unknown.status, unknown.body], [real.status, real.body]);
}
