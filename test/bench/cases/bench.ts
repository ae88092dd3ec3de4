import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { migrate } from "#db/migrate.ts";
import { dropServerDatabase, prepareServer } from "#db/mysql.ts";
import { type Database, openDatabase } from "#db/orm.ts";
import { systemClock } from "#domain/clock.ts";
import { printFigures, progress, rounded } from "../report.ts";
import { captureFloor, raiseKeys } from "./floor.ts";
import { type Office, openOffice } from "./office.ts";
import { peerIsThere, runPeer } from "./peer.ts";
import { spentOnDecisions } from "./spent.ts";
import { middle, type Run, timeCases } from "./work.ts";

export interface BenchOptions {
  cases: number;
  clients: number[];
  /** How often ours, the floor and the peer take turns; the middle run of each counts. */
  rounds: number;
  peer: boolean;
}

const WARM_UP = 100;
const server = process.env.TEST_MYSQL_URL ?? "mysql://root@127.0.0.1:3306";
const serverDatabase = new URL("/anju_bench_cases", server).href;
const silent = { warn: () => {}, error: console.error };
const versions = { node: process.version };

/** Work `cases`: prints one line a number of clients and database. */
export async function benchCases(options: BenchOptions): Promise<void> {
  for (const clients of options.clients) await onSqlite(options, clients);
  const kind = await prepareServer(serverDatabase);
  try {
    for (const clients of options.clients) await onServer(options, clients, kind);
  } finally {
    await dropServerDatabase(serverDatabase);
  }
}

async function onSqlite({ cases, rounds }: BenchOptions, clients: number): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), "anju-bench-"));
  try {
    const database = await openDatabase({ file: join(folder, "bench.db"), clock: systemClock, logger: silent });
    await withOffice(database, clients, async (office) => {
      const runs: Run[] = [];
      for (let round = 1; round <= rounds; round += 1) {
        runs.push(await timeCases({ cases, clients }, (client) => office.runCase(client), office.settle));
        progress(`sqlite, ${clients} clients, round ${round}: ${rounded(runs.at(-1)!.casesPerSecond, 1)} cases/s`);
      }
      printFigures({
        work: "cases",
        database: "sqlite",
        ...versions,
        clients,
        cases,
        rounds,
        ...figures(middle(runs)),
      });
    });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** Ours, the floor and the peer in turn, so that what the machine does meanwhile meets all three. */
async function onServer({ cases, rounds, peer }: BenchOptions, clients: number, kind: string): Promise<void> {
  await dropServerDatabase(serverDatabase);
  await prepareServer(serverDatabase);
  const beside = peer && peerIsThere();
  const database = await openDatabase({ url: serverDatabase, clock: systemClock, logger: silent, poolSize: 16 });
  const measure = async (office: Office): Promise<void> => {
    const runs = { ours: [] as Run[], floor: [] as Run[], peer: [] as Run[] };
    const floor = await captureFloor(serverDatabase, office, clients);
    let written = 0;
    try {
      for (let round = 1; round <= rounds; round += 1) {
        runs.ours.push(await timeCases({ cases, clients }, (client) => office.runCase(client), office.settle));
        const base = written;
        written += cases;
        const writeCase = (client: number, index: number) => timed(() => floor.writeCase(client, base + index));
        runs.floor.push(await timeCases({ cases, clients }, writeCase));
        if (beside) runs.peer.push(await runPeer(cases, clients));
        progress(`${kind}, ${clients} clients, round ${round}: ${words(runs)}`);
      }
    } finally {
      await floor.close();
    }
    const spent = clients === 1 ? await spentOnDecisions(office) : {};
    const ours = middle(runs.ours);
    const least = middle(runs.floor);
    const other = beside ? middle(runs.peer) : null;
    printFigures({
      work: "cases",
      database: kind,
      ...versions,
      clients,
      cases,
      rounds,
      ...figures(ours),
      floorCasesPerSecond: rounded(least.casesPerSecond, 1),
      floorRatio: rounded(ours.casesPerSecond / least.casesPerSecond),
      floorTransactions: floor.transactions,
      floorStatements: floor.statements,
      ...(other && {
        peer: "flowable-7.1.0",
        peerCasesPerSecond: rounded(other.casesPerSecond, 1),
        peerP50: other.p50,
        peerP95: other.p95,
        ratio: rounded(ours.casesPerSecond / other.casesPerSecond),
      }),
      ...spent,
    });
  };
  await withOffice(database, clients, measure, () => raiseKeys(serverDatabase));
}

async function withOffice(
  database: Database,
  clients: number,
  work: (office: Office) => Promise<void>,
  prepare: () => Promise<void> = async () => {},
): Promise<void> {
  try {
    await migrate(database);
    await prepare();
    const office = await openOffice(database, clients);
    try {
      await timeCases({ cases: WARM_UP, clients }, (client) => office.runCase(client), office.settle);
      await work(office);
    } finally {
      await office.close();
    }
  } finally {
    await database.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number[]> {
  const from = performance.now();
  await work();
  return [performance.now() - from];
}

const figures = ({ casesPerSecond, p50, p95 }: Run) => ({
  casesPerSecond: rounded(casesPerSecond, 1),
  p50: rounded(p50),
  p95: rounded(p95),
});

const words = (runs: Record<string, Run[]>): string =>
  Object.entries(runs)
    .filter(([, of]) => of.length > 0)
    .map(([name, of]) => `${name} ${rounded(of.at(-1)!.casesPerSecond, 1)}`)
    .join(", ")
    .concat(" cases/s");
