import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { mkdtemp, readFile, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { sql } from "kysely";
import type { MemoryStorage } from "#adapters/storage/memory.ts";
import { migrate } from "#db/migrate.ts";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { boxes } from "#domain/platform/inbox.ts";
import { smallPdf } from "#test/faults/smallPdf.ts";
import type { Client } from "#test/http.ts";
import { describeOnSqlite, draftOf, ok } from "#test/story.ts";
import { failureNaming, type MarkedStory, opinionOf, playMarkedStory } from "./markedStory.ts";
import { everyMarker, foundIn, numbersIn } from "./markers.ts";

const everybody = [
  ...["dev", "dev2", "window", "window2", "survey", "survey2", "survey-head", "property", "property2", "property-head"],
  ...["deputy", "market", "director", "finance", "archivist"],
  ...["process-admin", "system-admin", "security-admin", "security-auditor"],
];
/** What others are told of a case, and what is kept of it for ever. */
const events = [
  "notice",
  "journal",
  "engineIncident",
  "auditEntry",
  "unitEvent",
  "issuedNumber",
  "command",
  "certificate",
];
const administrators = everybody.slice(-4);

describe("the data of persons", () => {
  describeOnSqlite((makeDatabase) => {
    let marked: MarkedStory;
    let folder: string;

    before(async function () {
      this.timeout(60_000);
      folder = await mkdtemp(join(tmpdir(), "anju-privacy-"));
      const database = await makeDatabase({ file: join(folder, "anju.db") });
      await migrate(database);
      marked = await playMarkedStory(database);
    });
    after(async () => {
      await marked.story.app.close();
      await rm(folder, { recursive: true, force: true });
    });

    const holdsNone = (text: string, markers: readonly string[], where: string) =>
      assert.deepEqual(foundIn(text, markers), [], `${where}: ${text.slice(0, 2000)}`);
    const textOf = async (client: Client, path: string): Promise<string> =>
      new TextDecoder().decode((await client.get(path)).bytes);

    it("stand in no answer that refuses somebody, in none of their events and in no log line", async function () {
      this.timeout(30_000);
      const { story, markers, rival, filed, held } = marked;
      const { app, as } = story;
      const { typed } = markers;
      const all = everyMarker(markers);
      const refused: string[] = [];
      const keep = async (answer: Promise<{ status: number; body: unknown }>, wanted: number): Promise<void> => {
        const { status, body } = await answer;
        assert.equal(status, wanted, JSON.stringify(body));
        refused.push(JSON.stringify(body));
      };
      // Others who ask for the cases.
      for (const client of [rival, await as("market"), await as("system-admin"), app.stranger()]) {
        for (const id of [filed, held]) {
          const { status, body } = await client.get(`/api/cases/${id}`);
          assert.ok(status === 404 || status === 401);
          refused.push(JSON.stringify(body));
        }
      }
      // A person who puts their data where they do not belong.
      const company = await as("dev");
      const stranger = app.stranger();
      const login = { login: typed.phone, password: typed.idNumber };
      await keep(stranger.post("/api/session", { body: login }), 401);
      await keep(stranger.post("/api/session", { body: { ...login, device: typed.name } }), 422);
      await keep(stranger.get(`/api/public/verify/${typed.idNumber}`), 404);
      await keep(company.get(`/api/inbox/${encodeURIComponent(typed.name)}`), 404);
      await keep(company.get(`/api/inbox/mine?after=${typed.phone}`), 422);
      const misplaced = { stage: typed.phone, grossArea: typed.idNumber, height: typed.bankAccount, street: "" };
      const draft = await draftOf(company, "survey-filing", () => misplaced);
      const command = { requestId: randomUUID(), version: draft.version };
      await keep(company.post(`/api/drafts/${draft.id}/submit`, { body: command }), 422);
      await keep(company.upload(`/api/survey-filing/drafts/${draft.id}/table`, "a.xlsx", smallPdf("a")), 422);
      await keep(company.post("/api/drafts", { body: { business: typed.phone } }), 404);
      await keep(company.send("POST", "/api/drafts", { body: Buffer.from(`{${typed.name}`) }), 400);
      const storage = app.context.storage as MemoryStorage;
      storage.failure = failureNaming(markers);
      const name = `${typed.name}.pdf`;
      await keep(company.upload(`/api/drafts/${draft.id}/files/report`, name, smallPdf("b")), 500);
      storage.failure = null;

      for (const text of refused) holdsNone(text, all, "refusal");
      assert.ok(app.logged.length > 100);
      for (const line of app.logged) holdsNone(line, all, "log");
    });

    it("stand in no log line as passwords, tokens or addresses either", async () => {
      const { story, verifyToken } = marked;
      const secrets = [DEMO_PASSWORD, verifyToken, "127.0.0.1"];
      for (const login of everybody) {
        const client = await story.as(login);
        secrets.push(client.cookie.split("=")[1]!, client.csrf);
      }
      await ok(story.app.stranger().get(`/api/public/verify/${verifyToken}`));
      for (const line of story.app.logged) holdsNone(line, secrets, "log");
    });

    for (const table of events) {
      it(`stand in no row of ${table}`, async () => {
        const { story, markers } = marked;
        const { rows } = await story.app.database.read((read) =>
          sql`select * from ${sql.table(table)}`.execute(read.sql),
        );
        assert.ok(rows.length > 0, "the story left none, so nothing was proved");
        holdsNone(JSON.stringify(rows), everyMarker(markers), table);
      });
    }

    it("stand in no number that supervisors read, and not on the public page", async () => {
      const { story, markers, verifyToken } = marked;
      const stranger = story.app.stranger();
      for (const path of ["/metrics", "/healthz", "/readyz"])
        holdsNone(await textOf(stranger, path), everyMarker(markers), path);
      const page = await textOf(stranger, `/api/public/verify/${verifyToken}`);
      assert.match(page, /邵阳县安居置业有限公司/);
      holdsNone(page, everyMarker(markers), "verify");
    });

    it("stand on no list, whoever looks at it", async () => {
      const { story, markers } = marked;
      const all = everyMarker(markers);
      for (const login of everybody) {
        const client = await story.as(login);
        for (const box of Object.keys(boxes).filter((name) => name !== "drafts")) {
          holdsNone(await textOf(client, `/api/inbox/${box}`), all, `${login} ${box}`);
        }
        holdsNone(await textOf(client, "/api/buildings"), all, `${login} buildings`);
        holdsNone(await textOf(client, `/api/buildings/${marked.buildingId}/table`), all, `${login} building table`);
      }
    });

    it("are found by searching a list for none of them", async () => {
      const { story, markers } = marked;
      const official = await story.as("deputy");
      for (const marker of everyMarker(markers)) {
        const { rows } = await ok(official.get<{ rows: unknown[] }>(`/api/inbox/done?q=${encodeURIComponent(marker)}`));
        assert.deepEqual(rows, [], marker);
      }
    });

    it("are not shown to administrators, wherever they ask", async () => {
      const { story, markers, filed, confirmed, held } = marked;
      for (const login of administrators) {
        const client = await story.as(login);
        for (const id of [filed, confirmed, held]) {
          holdsNone(await textOf(client, `/api/cases/${id}`), everyMarker(markers), login);
          holdsNone(await textOf(client, `/api/cases/${id}/diagram`), everyMarker(markers), login);
        }
      }
    });

    it("reach an applicant only as far as they wrote them: no official's name, no opinion of a review", async () => {
      const { story, markers, filed, held } = marked;
      for (const id of [filed, held]) {
        const text = await textOf(await story.as("dev"), `/api/cases/${id}`);
        const officials = Object.entries(markers.names).filter(([login]) => login !== "dev");
        holdsNone(
          text,
          officials.map(([, name]) => name),
          "applicant",
        );
        for (const node of ["firstReview", "secondReview"]) holdsNone(text, [opinionOf(node, markers)], "applicant");
        holdsNone(text, markers.registered.phones, "applicant");
      }
    });

    it("are shown to nobody who has not claimed the case but as masked names of its files", async () => {
      const { story, markers, offered } = marked;
      const view = await ok((await story.as("window")).get<CaseView>(`/api/cases/${offered}`));
      assert.equal(view.level, "summary");
      assert.ok(view.materialNames.some((name) => name.endsWith(`身份证4305${"*".repeat(12)}79.pdf`)));
      holdsNone(JSON.stringify(view), numbersIn(markers), "candidate");
      holdsNone(JSON.stringify({ ...view, materialNames: [] }), everyMarker(markers), "candidate");
    });

    it("are masked once the case is no longer theirs: a former holder reads no number and no other's opinion", async () => {
      const { story, markers, filed, confirmed, held } = marked;
      const cases: [login: string, id: number, own: string][] = [
        ["survey", filed, "firstReview"],
        ["window", filed, "accept"],
        ["window", held, "accept"],
        ["property-head", confirmed, "secondReview"],
      ];
      for (const [login, id, own] of cases) {
        const view = await ok((await story.as(login)).get<CaseView>(`/api/cases/${id}`));
        assert.equal(view.level, "history");
        const opinions = view.timeline.filter(({ opinion }) => opinion !== "").map(({ node }) => node);
        assert.deepEqual(opinions, [own]);
        const others = { ...view, timeline: view.timeline.map((entry) => ({ ...entry, opinion: "" })) };
        holdsNone(JSON.stringify(others), numbersIn(markers), `${login} ${id}`);
      }
    });

    it("are given to the holder, but never a registered number in full", async () => {
      const { story, markers, held } = marked;
      const text = await textOf(await story.as("property"), `/api/cases/${held}`);
      assert.ok(text.includes(markers.legalRepresentative) && text.includes("138****0000"));
      assert.ok(text.includes(markers.typed.phone), "what the applicant wrote is theirs to read");
      holdsNone(text, [...markers.registered.idNumbers, ...markers.registered.phones], "holder");
    });

    it("cannot be read in the database's file where they are registered, nor can passwords and session tokens", async () => {
      const { story, markers } = marked;
      await story.app.database.read((read) => sql`select 1`.execute(read.sql));
      const parts = await Promise.all(["", "-wal"].map((end) => readFile(join(folder, `anju.db${end}`), "latin1")));
      const bytes = parts.join("\n");
      const { registered, names } = markers;
      const cookies = await Promise.all(everybody.map(async (login) => (await story.as(login)).cookie.split("=")[1]!));
      // The file holds what the registers have to hold in clear: the search itself works.
      assert.deepEqual(foundIn(bytes, [Buffer.from(names.survey!).toString("latin1")]).length, 1);
      assert.deepEqual(foundIn(bytes, [...registered.idNumbers, ...registered.phones, DEMO_PASSWORD, ...cookies]), []);
    });
  });
});
