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
    await unansweredMoment(traffic, chance, signal);
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

/** A moment drawn at random after a request went out, at which some request is still without an answer. */
async function unansweredMoment(traffic: Traffic, chance: Chance, signal: AbortSignal): Promise<void> {
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
