import { allOf, type Check, differences } from "./facts.ts";

/** Every case that was applied for came to the end that was planned, by the decisions that were planned, each once. */
export const everyCaseAtItsEnd: Check = async (facts) => {
  const [cases, decisions, documents, chores, participations] = await Promise.all([
    allOf(facts, "caseRecord"),
    allOf(facts, "decision"),
    allOf(facts, "caseDocument"),
    allOf(facts, "chore"),
    allOf(facts, "participation"),
  ]);
  // The program may have been stopped between a case's end and its 审批表: the chore outlives it.
  const sheetPending = (caseId: number) =>
    chores.some((chore) => chore.caseId === caseId && chore.kind === "approvalSheet");
  const ofBusiness = cases.filter(({ business }) => business === "management-rooms");
  const found = differences(
    "cases",
    ofBusiness.map(({ id }) => String(id)),
    facts.plans.map(({ caseId }) => String(caseId)),
  );
  for (const { n, caseId, story } of facts.plans) {
    const row = ofBusiness.find(({ id }) => id === caseId);
    if (!row) continue;
    const name = `case ${n} (${caseId})`;
    if (row.state !== "closed" || row.closedAt === null) found.push(`${name} is ${row.state}`);
    if (row.outcome !== story.outcome) found.push(`${name} ended ${row.outcome}, not ${story.outcome}`);
    const decided = decisions.filter((decision) => decision.caseId === caseId && decision.state === "effective");
    const planned = Object.entries(story.decisions).map(([node, outcome]) => `${node} ${outcome}`);
    found.push(
      ...differences(
        `decisions of ${name}`,
        decided.map(({ node, outcome }) => `${node} ${outcome}`),
        planned,
      ),
      ...differences(
        `documents of ${name}`,
        documents.filter((document) => document.caseId === caseId).map(({ kind }) => kind),
        ["receipt", ...story.documents, ...(sheetPending(caseId) ? [] : ["approvalSheet"])],
      ),
      ...differences(
        `participants of ${name}`,
        participations.filter((part) => part.caseId === caseId).map(({ personId }) => String(personId)),
        decided.map(({ personId }) => String(personId)),
      ),
    );
  }
  return found;
};

/** Units are locked by the case that was approved for them and by no other, and their history says so once. */
export const everyUnitAsDecided: Check = async (facts) => {
  const [restrictions, events, asked] = await Promise.all([
    allOf(facts, "unitRestriction"),
    allOf(facts, "unitEvent"),
    allOf(facts, "pmRoomUnit"),
  ]);
  const approved = facts.plans.filter(({ story }) => story.outcome === "approved");
  const expected = (plans: Facts["plans"]) =>
    plans.flatMap(({ caseId, unitIds }) => unitIds.map((unitId) => `unit ${unitId} of case ${caseId}`));
  const named = (rows: readonly { unitId: number; caseId: number }[]) =>
    rows.map(({ unitId, caseId }) => `unit ${unitId} of case ${caseId}`);
  return [
    ...differences("asked for", named(asked), expected(facts.plans)),
    ...differences("locked", named(restrictions), expected(approved)),
    ...differences("recorded as locked", named(events.filter(({ what }) => what === "设定限制")), expected(approved)),
    ...restrictions
      .filter(({ liveKey, kind, unitId }) => liveKey !== `${unitId}:PM_ROOM` || kind !== "PM_ROOM")
      .map(({ unitId, kind }) => `unit ${unitId} has a ${kind} that does not hold`),
  ];
};

type Facts = Parameters<Check>[0];
