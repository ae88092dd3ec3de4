import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { tracingChannel } from "node:diagnostics_channel";
import { expireChanges, feedPersons } from "#approval/changeFeed.ts";
import type { Database } from "#db/orm.ts";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { InboxCounts } from "#domain/platform/inbox.ts";
import type { LivePoll } from "#domain/platform/live.ts";
import { describeDatabases } from "#test/database.ts";
import { type Client, startApp, type TestApp } from "#test/http.ts";
import { Listener } from "#test/listen.ts";
import { ok, openStory, type Story, smallSurvey, submit, surveyDraft } from "#test/story.ts";
import { readSession } from "../security/sessions.ts";
import { LiveHub } from "./hub.ts";

/** Longer than staff may be idle (SEC-01). */
const idle = 16 * 60_000;
const personOf = ({ me }: Client): number => me!.personId;

describe("the live feed", function () {
  this.timeout(30_000);
  describeDatabases((makeDatabase, dialect) => {
    let database: Database;
    let story: Story;
    let buildings = 0;
    before(async () => {
      database = await makeDatabase();
      story = await openStory(database);
    });
    // A hub's first look tells what the last ten seconds hold.
    beforeEach(() => database.transact((tx) => tx.sql.deleteFrom("changeFeed").execute()));
    after(() => story.app.close());

    /** A hub that tells without waiting, as a process of its own would have it: it hears of changes from the feed only. */
    const hubOn = ({ context }: Pick<TestApp, "context"> = story.app): LiveHub =>
      new LiveHub(context, () => Promise.resolve());
    async function listen(hub: LiveHub, client: Client): Promise<Listener> {
      const token = client.cookie.slice(client.cookie.indexOf("=") + 1);
      const hash = createHash("sha256").update(token).digest("hex");
      const session = await database.read((read) => readSession(read, hash, story.app.clock.now()));
      const listener = new Listener(hub.open(session!));
      await listener.until("snapshot");
      return listener;
    }
    async function apply(login = "dev2"): Promise<number> {
      const clerk = await story.as(login);
      const { caseId } = await submit(clerk, await surveyDraft(clerk, smallSurvey(`L${dialect}${++buildings}`)));
      return caseId;
    }
    /** Claims the acceptance of a case. */
    async function claim(client: Client, caseId: number): Promise<void> {
      const { id, version } = await database.read((read) =>
        read.sql
          .selectFrom("task")
          .select(["id", "version"])
          .where("caseId", "=", caseId)
          .where("endedAt", "is", null)
          .executeTakeFirstOrThrow(),
      );
      await ok(
        client.post<CommandResult>(`/api/tasks/${id}/claim`, { body: { requestId: crypto.randomUUID(), version } }),
      );
    }
    /** Something of this person only, so that a test knows that all before it was told. */
    const mark = (client: Client) => database.transact((tx) => feedPersons(tx, [personOf(client)]));

    it("begins with a snapshot of the counts, then tells candidates of a new case and of its end in 待领", async () => {
      // given
      const [window, window2] = [await story.as("window"), await story.as("window2")];
      const hub = hubOn();
      const [first, second] = [await listen(hub, window), await listen(hub, window2)];
      const [snapshot] = first.heard;
      const before = await ok(window.get<InboxCounts>("/api/inbox/counts"));
      assert.deepEqual(snapshot, { type: "snapshot", counts: before });
      // when
      const caseId = await apply();
      await hub.look();
      // then
      const { counts } = await first.until("counts");
      assert.equal(counts.pool, before.pool + 1);
      await Promise.all([first.untilHint(caseId), second.untilHint(caseId)]);
      // when: one takes it, the other loses sight of it
      await claim(window2, caseId);
      await hub.look();
      assert.equal((await first.until("counts")).counts.pool, before.pool);
      await first.untilHint("inbox");
      await second.untilHint(caseId);
      // then
      await mark(window);
      await hub.look();
      await first.untilHint("inbox");
      const heard = first.heard.filter((event) => event.type === "hint" && event.hint.changed === "case");
      assert.equal(heard.length, 1);
      await hub.stop();
    });

    it("tells nobody of a case that they do not see, and names nobody and nothing", async () => {
      // given
      const hub = hubOn();
      const outside = await story.as("survey");
      const applicant = await story.as("dev2");
      const [stranger, own] = [await listen(hub, outside), await listen(hub, applicant)];
      // when
      const caseId = await apply();
      await hub.look();
      await own.untilHint(caseId);
      await mark(outside);
      await hub.look();
      // then
      await stranger.untilHint("inbox");
      assert.deepEqual(stranger.cases, new Set());
      assert.doesNotMatch(JSON.stringify([stranger.heard, own.heard]), /\p{Script=Han}/u);
      const polled = await ok(outside.get<LivePoll>("/api/live/poll?since=0"));
      assert.ok(polled.hints.every((hint) => hint.changed === "inbox"));
      await hub.stop();
    });

    it("tells each change once, although every look goes back ten seconds", async () => {
      const hub = hubOn();
      const window = await story.as("window");
      const listener = await listen(hub, window);
      await mark(window);
      for (let look = 0; look < 3; look++) await hub.look();
      await listener.untilHint("inbox");
      await mark(window);
      await hub.look();
      await listener.untilHint("inbox");
      assert.deepEqual(
        listener.heard.map(({ type }) => type),
        ["snapshot", "hint", "hint"],
      );
      await hub.stop();
    });

    it("asks at most once between two pauses, however much happens", async () => {
      // given
      const window = await story.as("window");
      let release: () => void = () => {};
      const hub = new LiveHub(
        story.app.context,
        () =>
          new Promise<void>((resolve) => {
            release = resolve;
          }),
      );
      const listener = await listen(hub, window);
      // when: much happens during the pause
      for (let n = 0; n < 5; n++) {
        await mark(window);
        await hub.look();
      }
      release();
      await listener.untilHint("inbox");
      release();
      await mark(window);
      await hub.look();
      await listener.untilHint("inbox");
      // then
      assert.equal(listener.heard.length, 3);
      await hub.stop();
    });

    it("gives a stream over HTTP that hears this process at once and ends with the session", async () => {
      // given
      const client = await story.app.login("archivist", DEMO_PASSWORD);
      const response = await fetch(`${story.app.url}/api/live`, { headers: { cookie: client.cookie } });
      assert.equal(response.headers.get("content-type"), "text/event-stream; charset=utf-8");
      const listener = new Listener(response.body!);
      await listener.until("snapshot");
      // when: no look at the feed
      await client.delete("/api/session");
      // then
      await listener.until("ended");
      assert.equal(await listener.next(), null);
      assert.equal((await client.get("/api/live")).status, 401);
      assert.equal((await client.get("/api/live/poll")).status, 401);
    });

    it("shows that it lives, keeps no session alive, and ends when the session expires", async () => {
      const client = await story.app.login("finance", DEMO_PASSWORD);
      const hub = hubOn();
      const listener = await listen(hub, client);
      await hub.beat();
      story.app.clock.forward(idle);
      await hub.beat();
      await listener.until("ended");
      assert.equal(await listener.next(), null);
      assert.equal(listener.beats, 1);
      assert.equal(hub.size, 0);
      story.app.clock.forward(-idle);
    });

    it("answers polls with what changed since the answer before", async () => {
      const window = await story.as("window");
      const start = await ok(window.get<LivePoll>("/api/live/poll"));
      assert.deepEqual(start.hints, []);
      const caseId = await apply();
      const next = await ok(window.get<LivePoll>(`/api/live/poll?since=${start.at}`));
      assert.equal(next.counts.pool, start.counts.pool + 1);
      assert.ok(next.hints.some((hint) => hint.changed === "case" && hint.caseId === caseId));
      assert.ok(next.hints.some((hint) => hint.changed === "inbox"));
    });

    it("refuses a session more streams than any browser needs", async () => {
      const hub = hubOn();
      const window = await story.as("window");
      for (let n = 0; n < 20; n++) await listen(hub, window);
      await assert.rejects(listen(hub, window), { code: "TOO_MANY_STREAMS" });
      await hub.stop();
    });

    it("keeps rows for two minutes", async () => {
      await mark(await story.as("window"));
      const count = () => database.read((read) => read.sql.selectFrom("changeFeed").select("id").execute());
      const before = (await count()).length;
      await database.transact(expireChanges);
      assert.equal((await count()).length, before);
      await database.transact(async (tx) => {
        await tx.sql
          .updateTable("changeFeed")
          .set((set) => ({ at: set("at", "-", 121_000) }))
          .execute();
      });
      await database.transact(expireChanges);
      assert.deepEqual(await count(), []);
    });

    if (dialect === "mysql") {
      it("carries changes from one process to another", async () => {
        // given
        const other = await makeDatabase({ ...database.location, clock: database.clock });
        const app = await startApp(other);
        const window = await story.as("window");
        const response = await fetch(`${app.url}/api/live`, { headers: { cookie: window.cookie } });
        const listener = new Listener(response.body!);
        await listener.until("snapshot");
        await app.live.look();
        // when
        const caseId = await apply();
        await app.live.look();
        // then
        await listener.untilHint(caseId);
        await app.close();
        await other.close();
      });

      it("costs a command no round trip of its own: the change goes out with the case row", async () => {
        // given
        const caseId = await apply();
        const window = await story.as("window");
        const trips: string[] = [];
        const hear = (context: unknown) => void trips.push(String((context as { query?: unknown }).query));
        const channels = [tracingChannel("mysql2:query"), tracingChannel("mysql2:execute")];
        for (const { start } of channels) start.subscribe(hear);
        // when
        await claim(window, caseId);
        for (const { start } of channels) start.unsubscribe(hear);
        // then
        const feeding = trips.filter((text) => text.includes("insert into `changeFeed`"));
        assert.equal(feeding.length, 1);
        assert.match(feeding[0]!, /update `caseRecord`/);
      });

      it("does not lose a transaction that commits after a younger one was told", async () => {
        // given
        const hub = hubOn();
        const [window, window2] = [await story.as("window"), await story.as("window2")];
        const [first, second] = [await listen(hub, window), await listen(hub, window2)];
        const { promise: gate, resolve: open } = Promise.withResolvers<void>();
        const written = Promise.withResolvers<void>();
        const late = database.transact(async (tx) => {
          await feedPersons(tx, [personOf(window)]);
          written.resolve();
          await gate;
        });
        await written.promise;
        await mark(window2);
        await hub.look();
        await second.untilHint("inbox");
        assert.equal(first.heard.length, 1);
        // when
        open();
        await late;
        await hub.look();
        // then
        await first.untilHint("inbox");
        await hub.stop();
      });
    }
  });
});
