import { setTimeout as sleep } from "node:timers/promises";
import type { Database } from "#db/orm.ts";
import type { Chance } from "./chance.ts";
import { restFindings } from "./checks/rest.ts";
import type { Place } from "./place.ts";
import type { ServerProcess } from "./server.ts";
import type { SentRequest, Traffic } from "./traffic.ts";

export interface Kill {
  /** What never got an answer. */
  lost: SentRequest[];
  /** Commands among it that had taken effect all the same. */
  stored: number;
  /** What was wrong with the database as the dead process left it. */
  findings: string[];
}

/** Between a request and the kill pass up to so many milliseconds: less than most answers take, and more than some. */
const LONGEST_DELAY = 60;

/** The kills aim at these in turn, because they are rare among all requests; much else is under way with them. */
export const aims = ["return", "recall", "withdraw"] as const;
export type Detour = (typeof aims)[number];
/** How many requests a kill lets pass while it waits for what it aims at. */
const PATIENCE = 1000;

/**
 * Kills the process `kills` times, spread over the first `commands` commands, each time while at least one request is
 * unanswered. Looks into the database before the process runs again. A kill that every answer escaped does not count.
 */
export async function killRepeatedly(
  parts: { server: ServerProcess; traffic: Traffic; place: Place; chance: Chance },
  given: { kills: number; commands: number; signal: AbortSignal; tell(kill: Kill): void },
): Promise<Kill[]> {
  const { server, traffic, place, chance } = parts;
  const { kills: wanted, commands, signal, tell } = given;
  const start = traffic.commands;
  const kills: Kill[] = [];
  while (kills.length < wanted) {
    const from = Math.floor((commands * kills.length) / wanted);
    const to = Math.floor((commands * (kills.length + 1)) / wanted);
    await traffic.reached(start + from + chance.below(Math.max(1, to - from)), signal);
    await unansweredMoment(traffic, chance, signal, aims[kills.length % aims.length]!);
    const before = traffic.lost.length;
    await server.kill();
    await traffic.quiet();
    const lost = traffic.lost.slice(before);
    const database = await place.open();
    try {
      const kill = { lost, stored: await countStored(database, lost), findings: await restFindings(database) };
      if (lost.length > 0 || kill.findings.length > 0) {
        kills.push(kill);
        tell(kill);
      }
    } finally {
      await database.close();
    }
    // A run that failed meanwhile must not be left with a program running.
    signal.throwIfAborted();
    await server.start();
  }
  return kills;
}

/**
 * A moment drawn at random after a request of the kind aimed at went out, at which it is still without an answer. Where
 * none goes out for long, any request will do.
 */
async function unansweredMoment(traffic: Traffic, chance: Chance, signal: AbortSignal, aim: Detour): Promise<void> {
  const waits = () => traffic.unanswered.some(({ what }) => what.endsWith(`/${aim}`));
  for (let patience = PATIENCE; patience > 0; patience -= 1) {
    if (waits()) {
      await sleep(chance.below(LONGEST_DELAY / 6), undefined, { signal });
      if (waits()) return;
    } else await traffic.nextSent(signal);
  }
  do {
    if (traffic.unanswered.length === 0) await traffic.nextSent(signal);
    await sleep(chance.below(LONGEST_DELAY), undefined, { signal });
  } while (traffic.unanswered.length === 0);
}

async function countStored(database: Database, lost: readonly SentRequest[]): Promise<number> {
  const ids = [...new Set(lost.flatMap(({ requestId }) => (requestId === null ? [] : [requestId])))];
  if (ids.length === 0) return 0;
  const rows = await database.read((read) =>
    read.sql.selectFrom("command").select("requestId").where("requestId", "in", ids).execute(),
  );
  return rows.length;
}
