import type { CaseRow } from "#approval/business.ts";
import { readSection } from "#approval/forms.ts";
import type { Tx } from "#db/transaction.ts";
import { acceptanceNotice, acceptanceNoticeSchema } from "#domain/documents/acceptanceNotice.ts";
import { nonAcceptanceDecision, nonAcceptanceDecisionSchema } from "#domain/documents/nonAcceptanceDecision.ts";
import { refusalDecision, refusalDecisionSchema } from "#domain/documents/refusalDecision.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { DocumentKind } from "./documents.ts";
import { decisionOf, inquiryOf, issuingOf, remediesOf } from "./issuing.ts";

/** The letters that every matter sends: 受理通知书, 不予受理决定书, 不予决定书. */

export const acceptanceLetter: DocumentKind = {
  kind: "acceptanceNotice",
  title: "受理通知书",
  async compose(tx, { caseRecord }) {
    const { issuer, applicant, matter } = await issuingOf(tx, caseRecord);
    const { acceptedAt, promisedDue } = caseRecord;
    if (acceptedAt === null || promisedDue === null) throw new Error(`Case ${caseRecord.id} was not accepted`);
    const data = {
      issuer,
      applicant,
      matter: matter.name,
      caseNo: caseRecord.caseNo,
      receivedOn: shanghaiDate(caseRecord.submittedAt),
      acceptedOn: shanghaiDate(acceptedAt),
      legalBasis: matter.legalBasis,
      statutoryDays: matter.statutoryDays,
      promisedDays: matter.promisedDays,
      promisedUntil: promisedDue,
      materials: await receivedMaterials(tx, caseRecord, matter.materials),
      inquiry: await inquiryOf(tx, caseRecord),
    };
    return (number) => acceptanceNotice(acceptanceNoticeSchema.parse({ ...data, number }));
  },
};

export const nonAcceptanceLetter: DocumentKind = {
  kind: "nonAcceptanceDecision",
  title: "不予受理决定书",
  async compose(tx, { caseRecord }) {
    const { issuer, applicant, matter } = await issuingOf(tx, caseRecord);
    const decision = await decisionOf(tx, caseRecord.id, "accept", "notAccept");
    const form = await readSection(tx, caseRecord.id, `${caseRecord.business}.accept`);
    const data = {
      issuer,
      applicant,
      matter: matter.name,
      caseNo: caseRecord.caseNo,
      receivedOn: shanghaiDate(caseRecord.submittedAt),
      decidedOn: shanghaiDate(decision.at),
      reasons: [{ text: decision.opinion, basis: null }],
      legalBasis: groundsOf(form?.data.notAcceptBasis, matter.legalBasis),
      remedies: await remediesOf(tx, caseRecord),
    };
    return (number) => nonAcceptanceDecision(nonAcceptanceDecisionSchema.parse({ ...data, number }));
  },
};

/** @param decisionNode the node that decides: its opinion gives the reasons, its form the rule they rest on */
export const refusalLetter = (decisionNode: string): DocumentKind => ({
  kind: "refusalDecision",
  title: "不予决定书",
  async compose(tx, { caseRecord }) {
    const { issuer, applicant, matter } = await issuingOf(tx, caseRecord);
    const decision = await decisionOf(tx, caseRecord.id, decisionNode, "refuse");
    const form = await readSection(tx, caseRecord.id, `${caseRecord.business}.${decisionNode}`);
    const data = {
      issuer,
      applicant,
      act: matter.kind,
      matter: matter.name,
      caseNo: caseRecord.caseNo,
      acceptedOn: shanghaiDate(caseRecord.acceptedAt ?? caseRecord.submittedAt),
      decidedOn: shanghaiDate(decision.at),
      reasons: [{ text: decision.opinion, basis: null }],
      legalBasis: groundsOf(form?.data.refusalBasis, matter.legalBasis),
      heardOn: null,
      remedies: await remediesOf(tx, caseRecord),
    };
    return (number) => refusalDecision(refusalDecisionSchema.parse({ ...data, number }));
  },
});

/** The rule the official named; where none was named, what the matter itself rests on. */
const groundsOf = (named: unknown, ofMatter: string[]): string[] =>
  typeof named === "string" && named !== "" ? [named] : ofMatter;

async function receivedMaterials(
  { sql }: Pick<Tx, "sql">,
  caseRecord: CaseRow,
  slots: readonly { slot: string; name: string }[],
): Promise<{ name: string; form: string; copies: number }[]> {
  const received = await sql
    .selectFrom("material")
    .select("slot")
    .where("caseId", "=", caseRecord.id)
    .where("removedAt", "is", null)
    .execute();
  return slots
    .map(({ slot, name }) => ({ name, form: "电子件", copies: received.filter((one) => one.slot === slot).length }))
    .filter(({ copies }) => copies > 0);
}
