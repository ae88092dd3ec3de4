import { allOf, type Check, differences } from "./facts.ts";

/** In every series the numbers run from 1 without gap or double, and the sequence stands at their count. */
export const noGapAndNoDouble: Check = async (facts) => {
  const [issued, sequences] = await Promise.all([allOf(facts, "issuedNumber"), allOf(facts, "sequence")]);
  const series = Map.groupBy(issued, ({ kind, regionCode, year }) => `${kind} ${regionCode} ${year}`);
  const found = differences(
    "sequences",
    sequences.map(({ kind, regionCode, year, last }) => `${kind} ${regionCode} ${year} at ${last}`),
    [...series].map(([name, numbers]) => `${name} at ${numbers.length}`),
  );
  for (const [name, numbers] of series) {
    const expected = Array.from({ length: numbers.length }, (_, index) => String(index + 1));
    found.push(
      ...differences(
        `numbers of ${name}`,
        numbers.map(({ n }) => String(n)),
        expected,
      ),
    );
    if (new Set(numbers.map(({ text }) => text)).size !== numbers.length) found.push(`${name} prints a number twice`);
  }
  return [...found, ...issued.filter(({ state }) => state !== "used").map(({ text }) => `${text} was not used`)];
};

/** Number, document, certificate and register name the same: exactly one of each for every approval. */
export const everyCertificateOnce: Check = async (facts) => {
  const [issued, documents, certificates, confirmations] = await Promise.all([
    allOf(facts, "issuedNumber"),
    allOf(facts, "caseDocument"),
    allOf(facts, "certificate"),
    allOf(facts, "pmRoomConfirmation"),
  ]);
  const kind = "pmRoomConfirmation";
  const ofKind = <Row extends { kind: string }>(rows: Row[]) => rows.filter((row) => row.kind === kind);
  const numbers = ofKind(issued).map(({ text, caseId }) => `${text} of case ${caseId}`);
  const named = (rows: readonly { number: string; caseId: number }[]) =>
    rows.map(({ number, caseId }) => `${number} of case ${caseId}`);
  const approved = facts.plans
    .filter(({ story }) => story.outcome === "approved")
    .map(({ caseId }) => `case ${caseId}`);
  return [
    ...differences(
      "confirmed",
      ofKind(issued).map(({ caseId }) => `case ${caseId}`),
      approved,
    ),
    ...differences("documents", named(ofKind(documents)), numbers),
    ...differences("certificates", named(ofKind(certificates)), numbers),
    ...differences("register", named(confirmations), numbers),
    ...certificates.filter(({ state }) => state !== "valid").map(({ number, state }) => `${number} is ${state}`),
  ];
};

/** Every case has the case number that was taken for it, and every case number its case. */
export const everyCaseNumberOnce: Check = async (facts) => {
  const [issued, cases] = await Promise.all([allOf(facts, "issuedNumber"), allOf(facts, "caseRecord")]);
  return differences(
    "case numbers",
    cases.map(({ caseNo, id }) => `${caseNo} of case ${id}`),
    issued.filter(({ kind }) => kind.startsWith("case.")).map(({ text, caseId }) => `${text} of case ${caseId}`),
  );
};
