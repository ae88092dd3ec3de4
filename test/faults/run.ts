import { setTimeout as sleep } from "node:timers/promises";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { managementRoomsFactsSchema } from "#domain/management-rooms.ts";
import { buildingRowSchema, buildingTableSchema } from "#domain/platform/buildings.ts";
import { caseViewSchema } from "#domain/platform/cases.ts";
import type { Outcome } from "#domain/platform/states.ts";
import { type Application, apply, withdraw } from "./applicant.ts";
import { Chance } from "./chance.ts";
import type { Facts } from "./checks/facts.ts";
import { restFindings } from "./checks/rest.ts";
import { Client } from "./client.ts";
import { type Kill, killRepeatedly } from "./killer.ts";
import { type Work, workOff } from "./official.ts";
import type { Place } from "./place.ts";
import { type CasePlan, type Node, nodes, planCases } from "./plan.ts";
import { ServerProcess } from "./server.ts";
import { surveyApplication } from "./survey.ts";
import { Traffic } from "./traffic.ts";

export interface RunOptions {
  place: Place;
  seed: number;
  cases: number;
  kills: number;
  /** Seconds after which the run fails, saying what hangs. */
  limit: number;
  tell(line: string): void;
}

export interface Run extends Pick<Facts, "plans" | "commands"> {
  kills: Kill[];
  /** Error lines of the program's log. */
  errors: readonly string[];
  seconds: number;
}

/** Who decides at which node of management-rooms. */
const officials = {
  accept: "window",
  firstReview: "property",
  secondReview: "property-head",
  finalApproval: "deputy",
} as const;
const surveyOfficials = {
  accept: "window",
  firstReview: "survey",
  secondReview: "survey-head",
  fileDecision: "deputy",
} as const;
const surveyDecisions: Record<keyof typeof surveyOfficials, Outcome> = {
  accept: "approve",
  firstReview: "proposeApproval",
  secondReview: "proposeApproval",
  fileDecision: "approve",
};

/** Hands at the same time: of the company, and of each official. */
const APPLYING = 3;
const DECIDING = 2;
/** The kills are spread over this part of all commands; the rest goes through to the end. Percent. */
const KILLED_PART = 85;
/** Between two looks whether the last jobs of a case are done. Milliseconds. */
const LOOK_EVERY = 200;

/**
 * One run: the program is started, a survey is filed so that a building table stands, then so many cases are applied
 * for and decided by clients that work at the same time, while the process is killed again and again. Ends with the
 * program stopped cleanly and every case closed. What the database then looks like is for the checks.
 */
export async function runWithKills(options: RunOptions): Promise<Run> {
  const started = performance.now();
  const server = new ServerProcess(options.place.environment);
  const ended = new AbortController();
  try {
    const done = await Promise.race([work(options, server, ended.signal), expiry(options.limit, ended.signal)]);
    await server.stop();
    return { ...done, errors: server.errors, seconds: Math.round((performance.now() - started) / 1000) };
  } catch (error) {
    ended.abort();
    await server.dispose();
    throw new Error(await stateOf(options.place), { cause: error });
  } finally {
    ended.abort();
    await server.dispose();
  }
}

async function work(
  { place, seed, cases, kills, tell }: RunOptions,
  server: ServerProcess,
  signal: AbortSignal,
): Promise<Pick<Run, "kills" | "plans" | "commands">> {
  const chance = new Chance(seed);
  const traffic = new Traffic();
  const people = new Map<string, Client>();
  for (const login of new Set(["dev", ...Object.values(officials), ...Object.values(surveyOfficials)])) {
    people.set(login, new Client(server, traffic, { login, password: DEMO_PASSWORD }));
  }
  await server.start();
  for (const client of people.values()) await client.open();
  const company = people.get("dev")!;
  await fileSurvey(company, people, chance.fork());
  const building = await readBuilding(company);
  const plans = planCases(cases, building.unitIds, chance.fork());
  const progress = new Progress();
  const queue = [...plans];
  const killing = killRepeatedly(
    { server, traffic, place, chance: chance.fork() },
    {
      kills,
      commands: Math.floor((commandsOf(plans) * KILLED_PART) / 100),
      signal,
      tell: (kill) => tell(lineOf(kill)),
    },
  );
  const applying = Array.from({ length: APPLYING }, () =>
    applyAll(company, queue, progress, building.id, chance.fork()),
  );
  const deciding = nodes.flatMap((node) => {
    const tasks = workAt(node, plans, progress);
    const client = people.get(officials[node])!;
    return Array.from({ length: DECIDING }, () => workOff(client, tasks, chance.fork()));
  });
  const [made] = await Promise.all([killing, ...applying, ...deciding, withdrawAll(company, plans, progress)]);
  for (const caseId of progress.known.keys()) await untilClosed(company, caseId);
  return {
    kills: made,
    plans: [...progress.known].map(([caseId, plan]) => ({ ...plan, caseId })),
    commands: [...people.values()].flatMap((client) => client.commands),
  };
}

async function expiry(limit: number, signal: AbortSignal): Promise<never> {
  await sleep(limit * 1000, undefined, { signal });
  throw new Error(`The run did not end within ${limit} s.`);
}

/** For whoever reads that a run failed: how far it came, and what is wrong in its database. */
async function stateOf(place: Place): Promise<string> {
  const database = await place.open();
  try {
    const open = await database.read((read) =>
      read.sql.selectFrom("caseRecord").select("id").where("closedAt", "is", null).execute(),
    );
    const findings = await restFindings(database);
    return `The run failed with ${open.length} open cases; ${findings.join("; ") || "the database is whole"}.`;
  } finally {
    await database.close();
  }
}

/** The filing of the building, decided by one official after the other. */
async function fileSurvey(company: Client, people: ReadonlyMap<string, Client>, chance: Chance): Promise<void> {
  const caseId = await apply(company, surveyApplication(company), chance);
  for (const [node, login] of Object.entries(surveyOfficials)) {
    const outcome = surveyDecisions[node as keyof typeof surveyOfficials];
    const work: Work = { business: "survey-filing", node, left: 1, taken: new Set(), outcomeOf: () => outcome };
    await workOff(people.get(login)!, work, chance);
  }
  await untilClosed(company, caseId);
}

async function readBuilding(company: Client): Promise<{ id: number; unitIds: number[] }> {
  const [building] = await company.read("/api/buildings", buildingRowSchema.array());
  if (!building) throw new Error("the filed building is not there");
  const { floors } = await company.read(`/api/buildings/${building.id}/table`, buildingTableSchema);
  return { id: building.id, unitIds: floors.flatMap(({ units }) => units.map(({ id }) => id)) };
}

/** What the hands of a run know of its cases together. */
class Progress {
  readonly known = new Map<number, CasePlan>();
  /** Cases that somebody is about to recall; nobody takes up what follows. */
  readonly heldBack = new Set<number>();
  /** Cases that had their detour. */
  readonly detoured = new Set<number>();
  /** Cases that came to the node at which they are withdrawn. */
  readonly toWithdraw: number[] = [];
}

function workAt(node: Node, plans: readonly CasePlan[], progress: Progress): Work {
  const { known, heldBack, detoured, toWithdraw } = progress;
  const visits = plans.filter(({ story }) => node in story.decisions);
  const twice = visits.filter(
    ({ detour }) => detour === "returned" && (node === "firstReview" || node === "secondReview"),
  );
  return {
    business: "management-rooms",
    node,
    left: visits.length + twice.length,
    taken: new Set<number>(),
    getsBack: node === "firstReview",
    outcomeOf: (caseId) => (heldBack.has(caseId) ? null : (known.get(caseId)?.story.decisions[node] ?? null)),
    mayBeGone: (caseId) => node === "secondReview" && known.get(caseId)?.detour === "recalled",
    detourOf(caseId) {
      const detour = known.get(caseId)?.detour;
      if (detoured.has(caseId)) return null;
      if (detour === "returned" && node === "secondReview") {
        detoured.add(caseId);
        return { kind: "return", target: "firstReview" };
      }
      if (detour !== "recalled" || node !== "firstReview") return null;
      detoured.add(caseId);
      return { kind: "recall", begun: () => heldBack.add(caseId), ended: () => heldBack.delete(caseId) };
    },
    decided(caseId) {
      const plan = known.get(caseId);
      if (plan?.detour === "withdrawn" && node === lastNodeOf(plan)) toWithdraw.push(caseId);
    },
  };
}

const lastNodeOf = ({ story }: CasePlan): Node | undefined => nodes.filter((node) => node in story.decisions).at(-1);

/** The company's hand that withdraws what comes to the node planned for it. */
async function withdrawAll(company: Client, plans: readonly CasePlan[], { toWithdraw }: Progress): Promise<void> {
  for (let left = plans.filter(({ detour }) => detour === "withdrawn").length; left > 0; ) {
    const caseId = toWithdraw.shift();
    if (caseId === undefined) await sleep(LOOK_EVERY);
    else {
      await withdraw(company, caseId);
      left -= 1;
    }
  }
}

/** A submission, a claim and a decision at every node that a case comes to, and what its detour takes. */
const commandsOf = (plans: readonly CasePlan[]): number =>
  plans.reduce((sum, { story, detour }) => {
    const more = detour === null ? 0 : { returned: 3, recalled: 2, withdrawn: 1 }[detour];
    return sum + 1 + 2 * Object.keys(story.decisions).length + more;
  }, 0);

async function applyAll(
  company: Client,
  queue: CasePlan[],
  { known, toWithdraw }: Progress,
  buildingId: number,
  chance: Chance,
): Promise<void> {
  for (let plan = queue.shift(); plan; plan = queue.shift()) {
    const caseId = await apply(company, roomsApplication(plan, buildingId), chance);
    known.set(caseId, plan);
    if (plan.detour === "withdrawn" && lastNodeOf(plan) === undefined) toWithdraw.push(caseId);
  }
}

const roomsApplication = ({ n, unitIds }: CasePlan, buildingId: number): Application => ({
  business: "management-rooms",
  mark: `case ${n}`,
  data: (draft) => ({
    buildingId,
    projectId: managementRoomsFactsSchema.parse(draft.data).projects[0]?.value,
    rooms: unitIds.map((unitId) => ({ unitId, forCommittee: false })),
    remarks: `第 ${n} 件`,
  }),
});

/** The jobs after the last decision: a job that a dead process had leased waits until its lease has run out. */
async function untilClosed(company: Client, caseId: number): Promise<void> {
  while ((await company.read(`/api/cases/${caseId}`, caseViewSchema)).closedAt === null) await sleep(LOOK_EVERY);
}

const lineOf = ({ lost, stored, findings }: Kill): string => {
  const commands = new Set(lost.flatMap(({ requestId }) => requestId ?? [])).size;
  const counted = `${lost.length} requests unanswered, ${commands} of them commands, ${stored} of these stored`;
  return findings.length === 0 ? counted : `${counted}; FOUND ${findings.join("; ")}`;
};
