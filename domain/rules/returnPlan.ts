import type { ReturnRefusal } from "../platform/returns.ts";
import { effectOf, type PathElement, type PathEntry, type PathGraph, Paths, type PathToken } from "./paths.ts";

/** What a return does (`docs/approval.md` "Returns, precisely"). */
export interface ReturnPlan {
  allowed: true;
  /** The element instance that ends, with everything inside it. */
  terminate: string;
  /** The element instance in which the target begins. */
  ancestor: string;
  /** Living tokens that end with it, and those that go on. */
  ends: PathToken[];
  stays: PathToken[];
  /** Elements that are passed again: decisions made in them did not take effect. */
  redone: string[];
  /** Effects between that stay as they are, one Chinese sentence each. */
  effects: string[];
}
export type ReturnPlanOrRefusal = ReturnPlan | { allowed: false; code: ReturnRefusal };

const refused = (code: ReturnRefusal): ReturnPlanOrRefusal => ({ allowed: false, code });

/**
 * Whether a token that waits at `source` may go back to the node `target`, who ends and who stays. Allowed is an earlier
 * node of the same scope where no other token lives in it and no parallel or inclusive gateway lies between; from inside a
 * sub-process a node outside, which ends the sub-process whole; a sub-process as a whole. Counters of joins are never
 * edited (no engine can): what would leave a stale one is refused.
 * @param journal every passage of the case, in order
 */
export function returnPlan(
  graph: PathGraph,
  tokens: readonly PathToken[],
  journal: readonly PathEntry[],
  { source, target }: { source: string; target: string },
): ReturnPlanOrRefusal {
  const paths = new Paths(graph, tokens, journal);
  const to = paths.element(target);
  if (!to) return refused(journal.some(({ element }) => element === target) ? "RETURN_ACROSS_CALL" : "NEVER_PASSED");
  const from = tokens.filter(({ elementId }) => elementId === source);
  const token = from[0];
  if (!token || source === target || !isNode(to)) return refused("NEVER_PASSED");
  // Members of a 会签 end together or not at all.
  if (from.length > 1 || paths.element(source)?.multiInstance) return refused("RETURN_ACROSS_BRANCH");
  const scope = paths.tokensAround(token).find(({ elementId }) => elementId === to.scopeId);
  if (!scope) return refused(wasPassed(journal, target) ? "RETURN_INTO_SCOPE" : "NEVER_PASSED");
  const passage = lastPassage(journal, to, scope.elementInstanceKey);
  if (!passage) return refused(otherPassage(paths, to));
  return planInScope(paths, { to, scope, token, passage });
}

/** User tasks, and sub-processes that are drawn into the flow. */
const isNode = ({ type, eventSubProcess }: PathElement): boolean =>
  type === "userTask" || (type === "subProcess" && !eventSubProcess);

/** A task was passed when it was completed, a sub-process when it was begun. */
const isPassage = ({ kind, how }: PathEntry): boolean => (kind === "task" && how === "completed") || kind === "scope";

const wasPassed = (journal: readonly PathEntry[], id: string): boolean =>
  journal.some((entry) => entry.element === id && isPassage(entry));

const lastPassage = (journal: readonly PathEntry[], { id }: PathElement, scope: string): PathEntry | undefined =>
  journal.findLast((entry) => entry.element === id && entry.scope === scope && isPassage(entry));

function otherPassage(paths: Paths, to: PathElement): ReturnRefusal {
  const isRepeated = paths.around(to.id).some((id) => paths.element(id)?.multiInstance);
  return isRepeated && wasPassed(paths.journal, to.id) ? "RETURN_OTHER_ITERATION" : "NEVER_PASSED";
}

interface Given {
  to: PathElement;
  /** The living scope that both have in common. */
  scope: PathToken;
  token: PathToken;
  passage: PathEntry;
}

function planInScope(paths: Paths, { to, scope, token, passage }: Given): ReturnPlanOrRefusal {
  const ending =
    [token, ...paths.tokensAround(token)].find(({ scopeKey }) => scopeKey === scope.elementInstanceKey) ?? token;
  if (paths.element(ending.elementId)?.eventSubProcess) return refused("RETURN_ACROSS_BRANCH");
  const between = elementsBetween(paths, to.id, ending.elementId);
  if (!between) return refused("NEVER_PASSED");
  const siblings = paths.tokens.filter(
    ({ scopeKey, elementInstanceKey }) =>
      scopeKey === scope.elementInstanceKey && elementInstanceKey !== ending.elementInstanceKey,
  );
  if (siblings.length > 0 || [...between].some((id) => isBranching(paths, id))) return refused("RETURN_ACROSS_BRANCH");
  const jobs = jobsSince(paths, between, passage);
  if (jobs.some(({ effect, undone }) => !["none", "repeatable"].includes(effect) && !undone)) {
    return refused("RETURN_AFTER_EFFECT");
  }
  const ends = paths.tokensIn(ending.elementInstanceKey);
  const around = new Set([scope, ...paths.tokensAround(scope)]);
  return {
    allowed: true,
    terminate: ending.elementInstanceKey,
    ancestor: scope.elementInstanceKey,
    ends,
    stays: paths.tokens.filter((one) => !ends.includes(one) && !around.has(one)),
    redone: nodesWithin(paths, between),
    effects: jobs.flatMap(({ element, effect, undone }) => sentence(element, effect, undone)),
  };
}

/** What lies on a way from the target to what ends, both included; null where there is none: it is not an earlier node. */
function elementsBetween(paths: Paths, target: string, end: string): Set<string> | null {
  if (target === end) return new Set([target]);
  const start = new Set([target]);
  const ahead = Paths.reach([target], paths.next, start);
  const behind = Paths.reach([end], paths.before, start);
  const between = ahead.intersection(behind);
  return between.has(end) && between.has(target) ? between : null;
}

/** Parallel and inclusive gateways, and activities with several ways out, which split as well. */
function isBranching(paths: Paths, id: string): boolean {
  const element = paths.element(id);
  if (!element) return false;
  if (["parallelGateway", "inclusiveGateway"].includes(element.type)) return true;
  if (["exclusiveGateway", "eventBasedGateway"].includes(element.type)) return false;
  return paths.next(id).filter((next) => paths.element(next)?.type !== "boundaryEvent").length > 1;
}

interface PassedJob {
  element: PathElement;
  effect: string;
  undone: boolean;
}

/** Jobs that ran since the target was passed. Header `undoes` of a later job names those that it undid. */
function jobsSince(paths: Paths, between: ReadonlySet<string>, { n }: PathEntry): PassedJob[] {
  const ran = paths.journal.filter(
    ({ kind, how, element, n: at }) =>
      kind === "job" && how === "completed" && at > n && paths.isWithin(element, between),
  );
  return ran.flatMap(({ element: id, n: at }) => {
    const element = paths.element(id);
    if (!element) return [];
    const undone = ran.some((later) => later.n > at && undoneBy(paths.element(later.element)).includes(id));
    return [{ element, effect: effectOf(element), undone: undone && effectOf(element) === "compensable" }];
  });
}

const undoneBy = (element: PathElement | undefined): string[] =>
  (element?.headers.undoes ?? "").split(",").map((id) => id.trim());

function nodesWithin(paths: Paths, between: ReadonlySet<string>): string[] {
  const passed = new Set(paths.journal.filter(({ kind }) => kind === "task").map(({ element }) => element));
  return [...passed].filter((id) => paths.isWithin(id, between));
}

function sentence({ name }: PathElement, effect: string, undone: boolean): string[] {
  if (undone) return [`“${name}”已撤销，不受影响。`];
  return effect === "repeatable" ? [`“${name}”已办，保留；再次办理时更新。`] : [];
}

/** Every node that the case passed and could in principle go back to, the newest first, each once. */
export function passedNodes(graph: PathGraph, journal: readonly PathEntry[], source: string): string[] {
  const nodes = new Map(graph.elements.filter(isNode).map((element) => [element.id, element]));
  const passed = journal.filter((entry) => isPassage(entry) && nodes.has(entry.element) && entry.element !== source);
  return [...new Set(passed.map(({ element }) => element).reverse())];
}
