import { decisionOf, inquiryOf, issuingOf, receivedMaterials, remediesOf } from "#approval/documents/issuing.ts";
import { readSection } from "#approval/forms.ts";
import { acceptanceNotice } from "#domain/documents/acceptanceNotice.ts";
import { nonAcceptanceDecision } from "#domain/documents/nonAcceptanceDecision.ts";
import { refusalDecision } from "#domain/documents/refusalDecision.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { DocumentKind } from "./documents.ts";

/** The letters that every matter sends: 受理通知书, 不予受理决定书, 不予决定书. */

export const acceptanceLetter: DocumentKind = {
  kind: "acceptanceNotice",
  title: "受理通知书",
  async compose(tx, { caseRecord }, { templates }) {
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
      materials: await receivedMaterials(tx, caseRecord.id, matter.materials),
      inquiry: await inquiryOf(tx, caseRecord),
    };
    return (number) => templates.write(acceptanceNotice, { ...data, number });
  },
};

export const nonAcceptanceLetter: DocumentKind = {
  kind: "nonAcceptanceDecision",
  title: "不予受理决定书",
  async compose(tx, { caseRecord }, { templates }) {
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
    return (number) => templates.write(nonAcceptanceDecision, { ...data, number });
  },
};

/** @param decisionNode the node that decides: its opinion gives the reasons, its form the rule they rest on */
export const refusalLetter = (decisionNode: string): DocumentKind => ({
  kind: "refusalDecision",
  title: "不予决定书",
  async compose(tx, { caseRecord }, { templates }) {
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
    return (number) => templates.write(refusalDecision, { ...data, number });
  },
});

/** The rule the official named; where none was named, what the matter itself rests on. */
const groundsOf = (named: unknown, ofMatter: string[]): string[] =>
  typeof named === "string" && named !== "" ? [named] : ofMatter;
