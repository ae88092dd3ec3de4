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

/** The kills aim at these, because they are rare among all requests; much else is under way with them. */
export const aims = ["return", "recall", "withdraw"] as const;
export type Detour = (typeof aims)[number];

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
    await unansweredMoment(traffic, chance, signal, { aim: rarest(kills), within: commands / wanted });
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
 * none goes out within half of so many commands, any of the kinds will do, and after all of them any request.
 */
async function unansweredMoment(
  traffic: Traffic,
  chance: Chance,
  signal: AbortSignal,
  { aim, within }: { aim: Detour; within: number },
): Promise<void> {
  const from = traffic.commands;
  const waits = (kinds: readonly Detour[]) =>
    traffic.unanswered.some((request) => kinds.some((kind) => is(request, kind)));
  while (traffic.commands < from + within) {
    const kinds = traffic.commands < from + within / 2 ? [aim] : aims;
    if (waits(kinds)) {
      await sleep(chance.below(LONGEST_DELAY / 6), undefined, { signal });
      if (waits(kinds)) return;
    } else await traffic.nextSent(signal);
  }
  do {
    if (traffic.unanswered.length === 0) await traffic.nextSent(signal);
    await sleep(chance.below(LONGEST_DELAY), undefined, { signal });
  } while (traffic.unanswered.length === 0);
}

const is = ({ what }: SentRequest, kind: Detour): boolean => what.endsWith(`/${kind}`);

/** How many of each kind had no answer when the process was killed; one that was lost twice counts once. */
export function detoursUnderWay(kills: readonly Pick<Kill, "lost">[]): Record<Detour, number> {
  const lost = kills.flatMap((kill) => kill.lost);
  const count = (kind: Detour) =>
    new Set(lost.filter((request) => is(request, kind)).map(({ requestId }) => requestId)).size;
  return { return: count("return"), recall: count("recall"), withdraw: count("withdraw") };
}

/** The kind that was under way least often so far. */
function rarest(kills: readonly Kill[]): Detour {
  const counts = detoursUnderWay(kills);
  return aims.toSorted((a, b) => counts[a] - counts[b])[0]!;
}

async function countStored(database: Database, lost: readonly SentRequest[]): Promise<number> {
  const ids = [...new Set(lost.flatMap(({ requestId }) => (requestId === null ? [] : [requestId])))];
  if (ids.length === 0) return 0;
  const rows = await database.read((read) =>
    read.sql.selectFrom("command").select("requestId").where("requestId", "in", ids).execute(),
  );
  return rows.length;
}
