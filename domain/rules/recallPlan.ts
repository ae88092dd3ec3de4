import { effectOf, type PathElement, type PathEntry, type PathGraph, Paths, type PathToken } from "./paths.ts";

/** What stands in the way of taking back one's own decision (`docs/approval.md` "Actions", 取回). */
export type RecallObstacle =
  | { code: "RECALL_COUNTERSIGN" | "RECALL_SCOPE_LEFT" | "RECALL_JOIN_PASSED" | "RECALL_CASE_ENDED" }
  | { code: "RECALL_AFTER_EFFECT" | "RECALL_AFTER_EVENT"; element: string };
export interface RecallPlan {
  allowed: true;
  /** Element instances that end, with everything inside them. */
  terminate: string[];
  /** The element instance in which the node begins again. */
  ancestor: string;
  /** Living tokens that followed, and end. */
  ends: PathToken[];
}
export type RecallPlanOrObstacle = RecallPlan | ({ allowed: false } & RecallObstacle);

const refused = (obstacle: RecallObstacle): RecallPlanOrObstacle => ({ allowed: false, ...obstacle });

/**
 * Whether the newest decision at `node` can be taken back, by what has happened on the diagram since: every token that
 * followed still lives, only jobs without a lasting effect ran, nothing was caught, no join was reached, the scope is open.
 * Whether somebody took the tasks that followed is the inbox's to say.
 * @param journal every passage of the case, in order
 */
export function recallPlan(
  graph: PathGraph,
  tokens: readonly PathToken[],
  journal: readonly PathEntry[],
  node: string,
): RecallPlanOrObstacle {
  const paths = new Paths(graph, tokens, journal);
  const own = journal.findLast(({ element, how, kind }) => kind === "task" && element === node && how === "completed");
  if (tokens.length === 0 || !own) return refused({ code: "RECALL_CASE_ENDED" });
  if (paths.element(node)?.multiInstance) return refused({ code: "RECALL_COUNTERSIGN" });
  if (!tokens.some(({ elementInstanceKey }) => elementInstanceKey === own.scope)) {
    return refused({ code: "RECALL_SCOPE_LEFT" });
  }
  const ahead = Paths.reach([node], paths.next, new Set());
  const effect = effectSince(paths, ahead, own);
  if (effect) return refused({ code: "RECALL_AFTER_EFFECT", element: effect.name });
  const followers = tokens.filter(
    ({ scopeKey, elementId, elementInstanceKey }) =>
      scopeKey === own.scope && ahead.has(elementId) && enteredAfter(journal, elementInstanceKey, own),
  );
  const obstacle = onTheWay(paths, node, followers);
  if (obstacle) return refused(obstacle);
  return {
    allowed: true,
    terminate: followers.map(({ elementInstanceKey }) => elementInstanceKey),
    ancestor: own.scope,
    ends: followers.flatMap(({ elementInstanceKey }) => paths.tokensIn(elementInstanceKey)),
  };
}

/** A token that the journal does not know (a catch event that waits) began whenever it could: it followed. */
const enteredAfter = (journal: readonly PathEntry[], key: string, own: PathEntry): boolean =>
  (journal.find(({ elementInstance }) => elementInstance === key)?.n ?? Number.POSITIVE_INFINITY) > own.n;

/** The first job since that left something behind. */
function effectSince(paths: Paths, ahead: ReadonlySet<string>, { n }: PathEntry): PathElement | undefined {
  return paths.journal
    .filter(
      ({ kind, how, n: at, element }) =>
        kind === "job" && how === "completed" && at > n && paths.isWithin(element, ahead),
    )
    .map(({ element }) => paths.element(element))
    .find((element) => element !== undefined && !["none", "repeatable"].includes(effectOf(element)));
}

const catching: readonly string[] = ["intermediateCatchEvent", "receiveTask", "eventBasedGateway", "boundaryEvent"];

/** What lies between the node and the tokens that followed it. */
function onTheWay(paths: Paths, node: string, followers: readonly PathToken[]): RecallObstacle | null {
  if (followers.length === 0) return { code: "RECALL_JOIN_PASSED" };
  const stops = new Set(followers.map(({ elementId }) => elementId));
  const ahead = Paths.reach([node], paths.next, stops);
  const behind = Paths.reach([...stops], paths.before, new Set([node]));
  const between = [...ahead.intersection(behind)].filter((id) => id !== node && !stops.has(id));
  const caught = between.map((id) => paths.element(id)).find((element) => element && catching.includes(element.type));
  if (caught) return { code: "RECALL_AFTER_EVENT", element: caught.name };
  const isCounted = between.some((id) => mayHaveReachedJoin(paths, id, behind));
  return isCounted ? { code: "RECALL_JOIN_PASSED" } : null;
}

/** A join, or a split of which some branch holds no living token any more: it has reached its join. */
function mayHaveReachedJoin(paths: Paths, id: string, behind: ReadonlySet<string>): boolean {
  const type = paths.element(id)?.type;
  if (type === "inclusiveGateway") return true;
  if (type !== "parallelGateway") return false;
  return paths.before(id).length > 1 || paths.next(id).some((next) => !behind.has(next));
}
