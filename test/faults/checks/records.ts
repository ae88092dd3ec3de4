import { allOf, type Check, differences } from "./facts.ts";

/** Tables of the engine in which a finished instance leaves nothing. */
const living = [
  "engineElement",
  "engineJoin",
  "engineJob",
  "engineTimer",
  "engineMessageSubscription",
  "engineIncident",
] as const;

/** Nothing of the engine is left but its finished instances, one a case. */
export const nothingLeftInTheEngine: Check = async (facts) => {
  const found: string[] = [];
  for (const table of living) {
    const rows = await allOf(facts, table);
    if (rows.length > 0) found.push(`${table} still has ${rows.length} rows`);
  }
  const [instances, cases] = await Promise.all([allOf(facts, "engineInstance"), allOf(facts, "caseRecord")]);
  return [
    ...found,
    ...differences(
      "instances",
      instances.map(({ key, state }) => `${key} ${state}`),
      cases.map(({ instanceKey }) => `${instanceKey} completed`),
    ),
  ];
};

/** The inbox has exactly the user tasks that the engine had, all of them ended, and none is offered or held. */
export const inboxIsTheEnginesTasks: Check = async (facts) => {
  const [tasks, journal] = await Promise.all([allOf(facts, "task"), allOf(facts, "journal")]);
  const name = (caseId: number, node: string, instance: string | null) => `${node} ${instance} of case ${caseId}`;
  return [
    ...differences(
      "tasks",
      tasks.filter(({ kind }) => kind === "engine").map((task) => name(task.caseId, task.node, task.engineKey)),
      journal
        .filter(({ kind }) => kind === "task")
        .map((entry) => name(entry.caseId, entry.element, entry.elementInstance)),
    ),
    ...tasks
      .filter(({ endedAt, openPool, openAssignee }) => endedAt === null || openPool !== null || openAssignee !== null)
      .map(({ id }) => `task ${id} is still open`),
  ];
};

/** Every element that a case entered it has left, the entries of each numbered from 1. */
export const journalsAreWhole: Check = async (facts) => {
  const [journal, cases] = await Promise.all([allOf(facts, "journal"), allOf(facts, "caseRecord")]);
  const byCase = Map.groupBy(journal, ({ caseId }) => caseId);
  // What a return, a recall or a withdrawal ended before its time was canceled.
  const detoured = new Set(facts.plans.flatMap(({ caseId, detour }) => (detour === null ? [] : [caseId])));
  return cases.flatMap(({ id }) => {
    const ways = detoured.has(id) ? ["completed", "canceled"] : ["completed"];
    const entries = byCase.get(id) ?? [];
    return [
      ...(entries.length === 0 ? [`case ${id} has no journal`] : []),
      ...differences(
        `journal of case ${id}`,
        entries.map(({ n }) => String(n)),
        entries.map((_, index) => String(index + 1)),
      ),
      ...entries
        .filter(({ leftAt, how }) => leftAt === null || how === null || !ways.includes(how))
        .map(({ element }) => `case ${id} has not left ${element}`),
    ];
  });
};

/** Every file that a document or a material names lies in storage, with the content that its hash says. */
export const everyFileIsStored: Check = async (facts) => {
  const [documents, chores, files, materials] = await Promise.all([
    allOf(facts, "caseDocument"),
    allOf(facts, "chore"),
    allOf(facts, "storedFile"),
    allOf(facts, "material"),
  ]);
  const waiting = new Set(chores.map(({ documentId }) => documentId));
  const drawn = documents
    .filter(({ id, fileHash }) => fileHash !== null || !waiting.has(id))
    .map(({ number, fileHash, size }) => ({ name: number, hash: fileHash, size }));
  const uploaded = files.map(({ name, hash, size }) => ({ name, hash, size }));
  const known = new Set(files.map(({ id }) => id));
  const found = materials.filter(({ fileId }) => !known.has(fileId)).map(({ id }) => `material ${id} has no file`);
  for (const { name, hash, size } of [...drawn, ...uploaded]) {
    if (hash === null) found.push(`${name} was never drawn`);
    else if ((await sizeOf(facts, hash)) !== size) found.push(`${name} is not of the size that is recorded`);
  }
  return found;
};

/** Reads the whole file against its hash. @throws where it is missing or damaged */
async function sizeOf({ storage }: Parameters<Check>[0], hash: string): Promise<number> {
  let size = 0;
  for await (const chunk of await storage.open(hash, { verify: true })) size += (chunk as Buffer).byteLength;
  return size;
}
