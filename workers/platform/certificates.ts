import { randomBytes } from "node:crypto";
import { toJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import type { DocumentModel } from "#domain/documents/model.ts";

/** The public page of a certificate: 128 random bits that nobody can guess, printed as a QR code. */
export function newVerifyUrl(publicUrl: string): string {
  return `${publicUrl}/public/verify/${randomBytes(16).toString("hex")}`;
}

/** The token of such a page. @throws where the address is none of ours: a defect */
export function tokenOf(verifyUrl: string): string {
  const token = /\/public\/verify\/([0-9a-f]{32})$/.exec(verifyUrl)?.[1];
  if (token === undefined) throw new Error("not the address of a verify page");
  return token;
}

/**
 * Makes a certificate valid: from now on its verify page answers. Called by the job that makes the facts it attests, in
 * the same transaction; the token was fixed with the number and is printed on the sheet already.
 * @param publicFacts what anybody may read, already masked (SEC-06)
 */
export async function issueCertificate(
  tx: Tx,
  given: {
    kind: string;
    caseId: number;
    number: string;
    content: DocumentModel;
    publicFacts: { label: string; value: string }[];
  },
): Promise<void> {
  const { kind, caseId, number, content, publicFacts } = given;
  if (content.verify === null) throw new Error(`Document ${kind} of case ${caseId} has no verify page`);
  await tx.sql
    .insertInto("certificate")
    .values({
      id: tx.nextId(),
      kind,
      number,
      token: tokenOf(content.verify.url),
      caseId,
      state: "valid",
      publicFacts: toJson(publicFacts),
      issuedAt: tx.now,
      endedAt: null,
    })
    .execute();
}
