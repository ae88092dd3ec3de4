import { z } from "zod";
import type { Tx } from "#db/transaction.ts";
import type { ReceivedMaterials } from "#domain/documents/materialsTable.ts";
import { type Remedies, remediesSchema } from "#domain/documents/remedies.ts";
import type { Applicant } from "#domain/documents/wording.ts";
import type { MaterialSlot } from "#domain/platform/drafts.ts";
import type { MatterKind, Outcome } from "#domain/platform/states.ts";
import type { CaseRow } from "../business.ts";
import { legalBasisOf, materialSlots } from "../matters.ts";
import { findParameter, readParameter } from "../parameters.ts";

/** What every document of a case is made from. */
export interface Issuing {
  /** The deciding organ, in full. */
  issuer: string;
  applicant: Applicant;
  matter: {
    name: string;
    kind: MatterKind;
    /** 《法》第几条, in the order of the matter. */
    legalBasis: string[];
    statutoryDays: number;
    promisedDays: number;
    materials: MaterialSlot[];
  };
}

export async function issuingOf({ sql }: Pick<Tx, "sql">, caseRecord: CaseRow): Promise<Issuing> {
  const org = await sql.selectFrom("org").select("name").where("id", "=", caseRecord.orgId).executeTakeFirstOrThrow();
  const matter = await sql
    .selectFrom("serviceMatter")
    .select(["name", "kind", "legalBasis", "statutoryDays", "promisedDays", "materials"])
    .where("id", "=", caseRecord.matterId)
    .executeTakeFirstOrThrow();
  return {
    issuer: org.name,
    applicant: {
      name: caseRecord.applicantName,
      kind: caseRecord.applicantOrgId === null ? "person" : "organisation",
    },
    matter: {
      ...matter,
      legalBasis: legalBasisOf(matter),
      materials: materialSlots(matter),
    },
  };
}

/** The decision that counts: the newest effective one of a node with this outcome. @throws where there is none: a defect */
export async function decisionOf(
  { sql }: Pick<Tx, "sql">,
  caseId: number,
  node: string,
  outcome: Outcome,
): Promise<{ at: number; opinion: string }> {
  return sql
    .selectFrom("decision")
    .select(["at", "opinion"])
    .where("caseId", "=", caseId)
    .where("node", "=", node)
    .where("outcome", "=", outcome)
    .where("state", "=", "effective")
    .orderBy("at", "desc")
    .orderBy("id", "desc")
    .limit(1)
    .executeTakeFirstOrThrow();
}

/** Where a refused applicant may turn to (parameter `remedies`). */
export async function remediesOf(reading: Pick<Tx, "sql">, { regionCode, policyDate }: CaseRow): Promise<Remedies> {
  const { value } = await readParameter(reading, { regionCode, name: "remedies", on: policyDate }, remediesSchema);
  return value;
}

/** Where to ask about a case (parameter `inquiry`): window and telephone. */
export async function inquiryOf(reading: Pick<Tx, "sql">, { regionCode, policyDate }: CaseRow): Promise<string> {
  const { value } = await readParameter(reading, { regionCode, name: "inquiry", on: policyDate }, z.string().min(1));
  return value;
}

/** The same for what is handed out before anybody has decided anything: null where the county has not said. */
export async function inquiryIfSet(
  reading: Pick<Tx, "sql">,
  { regionCode, policyDate }: CaseRow,
): Promise<string | null> {
  const found = await findParameter(reading, { regionCode, name: "inquiry", on: policyDate }, z.string().min(1));
  return found?.value ?? null;
}

/** What was handed in, by slot, in the matter's order. */
export async function receivedMaterials(
  { sql }: Pick<Tx, "sql">,
  caseId: number,
  slots: readonly Pick<MaterialSlot, "slot" | "name">[],
): Promise<ReceivedMaterials> {
  const received = await sql
    .selectFrom("material")
    .select("slot")
    .where("caseId", "=", caseId)
    .where("removedAt", "is", null)
    .execute();
  return slots
    .map(({ slot, name }) => ({ name, form: "电子件", copies: received.filter((one) => one.slot === slot).length }))
    .filter(({ copies }) => copies > 0);
}
