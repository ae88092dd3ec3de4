import { isDeepStrictEqual } from "node:util";
import { fromJson } from "#db/json.ts";
import { allOf, type Check, differences } from "./facts.ts";

/** Every command that was answered is stored once with that very answer, and nothing is stored that nobody was told. */
export const everyAnswerIsTheStoredOne: Check = async (facts) => {
  const [stored, accounts] = await Promise.all([allOf(facts, "command"), allOf(facts, "account")]);
  const loginOf = new Map(accounts.map(({ personId, login }) => [personId, login]));
  const found = differences(
    "commands",
    stored.map(({ personId, requestId }) => `${loginOf.get(personId)} ${requestId}`),
    facts.commands.map(({ login, requestId }) => `${login} ${requestId}`),
  );
  const results = new Map(stored.map(({ requestId, result }) => [requestId, fromJson<unknown>(result)]));
  for (const { requestId, path, recorded } of facts.commands) {
    if (!isDeepStrictEqual(settled(results.get(requestId)), recorded)) {
      found.push(`${path} ${requestId} answered ${JSON.stringify(recorded)}, not what is stored`);
    }
  }
  return found;
};

/** Whether jobs are still under way is looked up anew for each answer. */
function settled(result: unknown): unknown {
  if (typeof result !== "object" || result === null) return result;
  const { pending: _lookedUp, ...rest } = result as Record<string, unknown>;
  return rest;
}

/** As many effects as commands: a claim moved one task, a decision is recorded once, a submission made one case. */
export const everyCommandOneEffect: Check = async (facts) => {
  const [stored, entries, decisions, cases, tasks] = await Promise.all([
    allOf(facts, "command"),
    allOf(facts, "auditEntry"),
    allOf(facts, "decision"),
    allOf(facts, "caseRecord"),
    allOf(facts, "task"),
  ]);
  const ofKind = (kind: string) =>
    stored.filter((command) => command.kind === kind).map(({ result }) => fromJson<Result>(result));
  const recorded = (act: string) =>
    entries.filter((entry) => entry.act === act).map(({ facts: about }) => fromJson<{ taskId?: number }>(about));
  const taskOf = ({ taskId }: { taskId?: number }) => `task ${taskId}`;
  return [
    ...differences("audited claims", recorded("task.claimed").map(taskOf), ofKind("claim").map(taskOf)),
    ...differences("audited decisions", recorded("task.decided").map(taskOf), ofKind("decide").map(taskOf)),
    ...differences("decisions", decisions.map(taskOf), ofKind("decide").map(taskOf)),
    ...differences(
      "decision ids",
      decisions.map(({ id }) => String(id)),
      ofKind("decide").map(({ decisionId }) => String(decisionId)),
    ),
    ...differences(
      "finished tasks",
      tasks.filter(({ state }) => state === "done").map(({ id }) => `task ${id}`),
      ofKind("decide").map(taskOf),
    ),
    ...differences(
      "cases",
      cases.map(({ id }) => String(id)),
      ofKind("submit").map(({ caseId }) => String(caseId)),
    ),
  ];
};

interface Result {
  caseId: number;
  taskId?: number;
  decisionId?: number | null;
}
