import assert from "node:assert/strict";
import { randomInt } from "node:crypto";
import type { Database } from "#db/orm.ts";
import { describeDatabases } from "#test/database.ts";
import { verifyByCommand } from "./auditCommand.ts";
import { everyAnswerIsTheStoredOne, everyCommandOneEffect } from "./checks/commands.ts";
import { everyCaseAtItsEnd, everyUnitAsDecided } from "./checks/ends.ts";
import type { Check } from "./checks/facts.ts";
import { everyCaseNumberOnce, everyCertificateOnce, noGapAndNoDouble } from "./checks/numbers.ts";
import {
  everyFileIsStored,
  inboxIsTheEnginesTasks,
  journalsAreWhole,
  nothingLeftInTheEngine,
} from "./checks/records.ts";
import { restFindings } from "./checks/rest.ts";
import { aims, detoursUnderWay } from "./killer.ts";
import { makePlace, type Place } from "./place.ts";
import { type Run, runWithKills } from "./run.ts";
import { restore, tamperings } from "./tamper.ts";

/** What must be true of the database when all clients have their answers and all cases are closed. */
const checks: [requirement: string, check: Check][] = [
  ["every case came to its right end, by the decisions made and with their documents", everyCaseAtItsEnd],
  ["exactly the confirmed rooms are locked, each once", everyUnitAsDecided],
  ["the numbers of every series run from 1 without gap or double", noGapAndNoDouble],
  [
    "each certificate number exists exactly once: as number, document, certificate and register entry",
    everyCertificateOnce,
  ],
  ["each case number exists exactly once", everyCaseNumberOnce],
  ["the inbox held exactly the engine's user tasks and holds nothing any more", inboxIsTheEnginesTasks],
  ["no element, job, timer, subscription or incident is left over in the engine", nothingLeftInTheEngine],
  ["every journal is whole", journalsAreWhole],
  ["every document and material lies in storage with its hash", everyFileIsStored],
  ["every answer to a command is the stored one, whenever and however often it was sent", everyAnswerIsTheStoredOne],
  ["no command had a second effect", everyCommandOneEffect],
];

/** Of a run: the cases of it, the kills in it, and how long it may take in seconds, for each database. */
export interface FaultRun {
  cases: number;
  kills: number;
  /** How many returns, recalls and withdrawals, each, must have been without an answer when the process was killed. */
  detours: number;
  limit: number;
}

/** The whole fault test on SQLite and MySQL or MariaDB. The seed is printed; FAULT_SEED repeats its choices. */
export function describeFaults({ cases, kills, detours, limit }: FaultRun): void {
  describe(`${cases} cases whose process is killed ${kills} times while requests are unanswered`, () => {
    describeDatabases((_makeDatabase, dialect) => {
      const seed = Number(process.env.FAULT_SEED ?? randomInt(2 ** 31));
      let place: Place | undefined;
      let database: Database | undefined;
      let run: Run;

      before(async function () {
        // The run ends itself, and says why.
        this.timeout((limit + 60) * 1000);
        const tell = (line: string) => console.log(`    ${dialect} ${line}`);
        tell(`FAULT_SEED=${seed}`);
        place = await makePlace(dialect);
        run = await runWithKills({ place, seed, cases, kills, limit, tell });
        tell(summaryOf(run));
        database = await place.open();
      });

      after(async () => {
        await database?.close();
        await place?.remove();
      });

      it("was killed so often, every time while a client waited for an answer", () => {
        assert.equal(run.kills.length, kills);
        assert.ok(run.kills.every(({ lost }) => lost.length > 0));
        assert.equal(run.plans.length, cases);
      });

      it("was killed while returns, recalls and withdrawals were under way", () => {
        const enough = Object.entries(detoursUnderWay(run.kills)).filter(([, count]) => count >= detours);
        assert.deepEqual(
          enough.map(([aim]) => aim),
          [...aims],
        );
      });

      it("left the database whole at every kill, and at the end", async () => {
        assert.deepEqual([...run.kills.flatMap(({ findings }) => findings), ...(await restFindings(database!))], []);
      });

      it("logged no error: a kill is nothing that the program has to be told about afterwards", () => {
        assert.deepEqual(run.errors, []);
      });

      for (const [requirement, check] of checks) {
        it(requirement, async function () {
          this.timeout(60_000);
          assert.deepEqual(await check({ ...run, database: database!, storage: place!.storage }), []);
        });
      }

      it("the audit record is sound: `audit verify` says so and exits with 0", async function () {
        this.timeout(60_000);
        const { code, output } = await verifyByCommand(place!);
        assert.equal(code, 0, output);
      });

      for (const [deed, tamper] of Object.entries(tamperings)) {
        it(`\`audit verify\` names the entry when SQL ${deed}, and exits with 1`, async function () {
          this.timeout(60_000);
          // given
          const { caseId } = run.plans.find(({ story }) => story.outcome === "approved")!;
          const stream = `case:${caseId}`;
          const { found, before } = await tamper(database!, stream);
          try {
            // when
            const { code, output } = await verifyByCommand(place!);
            // then
            assert.equal(code, 1, output);
            const findings = output.split("\n").filter((line) => /^(case|org):/.test(line));
            assert.equal(findings.length, 1, output);
            assert.ok(findings[0]!.startsWith(`${stream} #${found.n} ${found.what}`), output);
          } finally {
            await restore(database!, before);
          }
        });
      }

      it("is sound again when everything was put back", async function () {
        this.timeout(60_000);
        const { code, output } = await verifyByCommand(place!);
        assert.equal(code, 0, output);
      });
    });
  });
}

function summaryOf({ kills, plans, commands, seconds }: Run): string {
  const lost = kills.reduce((sum, kill) => sum + kill.lost.length, 0);
  const stored = kills.reduce((sum, kill) => sum + kill.stored, 0);
  const counted = Object.entries(detoursUnderWay(kills))
    .map(([aim, count]) => `${count} ${aim}`)
    .join(", ");
  return (
    `${plans.length} cases, ${commands.length} commands, ${kills.length} kills, ${lost} requests unanswered, ` +
    `${stored} commands stored without an answer; among the unanswered ${counted}; ${seconds} s`
  );
}
