import { receipt } from "#domain/documents/receipt.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Context } from "../context.ts";
import type { MatterRow } from "../matters.ts";
import { materialSlots } from "../matters.ts";
import type { OpenCase } from "../openCase.ts";
import { inquiryIfSet, issuingOf, receivedMaterials } from "./issuing.ts";
import { recordDocument } from "./recordDocument.ts";

/** 收件凭证: made with the submission, once the case has its number (行政许可法 art 32 para 2). */
export async function recordReceipt(
  ctx: Pick<Context, "templates" | "jobs">,
  open: OpenCase,
  matter: Pick<MatterRow, "acceptanceDays" | "materials">,
): Promise<void> {
  const { tx, row } = open;
  await open.send();
  const { issuer, applicant, matter: named } = await issuingOf(tx, row);
  const receivedOn = shanghaiDate(row.submittedAt);
  await recordDocument(ctx, open, {
    kind: receipt,
    data: {
      issuer,
      applicant,
      matter: named.name,
      caseNo: row.caseNo,
      receivedOn,
      acceptanceDays: matter.acceptanceDays,
      acceptedUntil: row.acceptDue ?? receivedOn,
      materials: await receivedMaterials(tx, row.id, materialSlots(matter)),
      inquiry: await inquiryIfSet(tx, row),
    },
  });
}
