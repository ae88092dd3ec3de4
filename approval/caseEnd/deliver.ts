import type { Read } from "#db/transaction.ts";
import { deliveryReceipt } from "#domain/documents/deliveryReceipt.ts";
import { BusinessError, type Problem } from "#domain/errors.ts";
import type { CaseCommandResult } from "#domain/platform/caseCommands.ts";
import { deliveryWays } from "#domain/platform/caseEnd.ts";
import type { DeliverBody } from "#domain/platform/delivery.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "../business.ts";
import { runCaseCommand } from "../caseCommand.ts";
import { caseRefusal, caseSituationOf } from "../caseSituation.ts";
import { type Actor, auditName, type Context } from "../context.ts";
import { resultDocuments } from "../documents/approvalSheet.ts";
import { issuingOf } from "../documents/issuing.ts";
import { recordDocument } from "../documents/recordDocument.ts";
import { readSection } from "../forms.ts";
import { notify } from "../notices.ts";
import type { OpenCase } from "../openCase.ts";
import { invalid } from "../refusals.ts";
import { applicantsOf } from "../separation.ts";
import { awaitArchive } from "./closing.ts";
import { deliveryOf } from "./deliveries.ts";

type Given = Pick<DeliverBody, "way" | "receiver" | "reference" | "deliveredOn">;

/**
 * 送达: how the result reached the applicant, with its 送达回证. By a window clerk of the deciding centre, or by who
 * handled the case; once.
 * @throws BusinessError RESULT_NOT_READY (409), DELIVERY_INVALID (422) with all problems, and what `runCaseCommand` refuses
 */
export function deliver(ctx: Context, actor: Actor, caseId: number, body: DeliverBody): Promise<CaseCommandResult> {
  return runCaseCommand(ctx, actor, "deliver", caseId, body, ({ open }) => recordDelivery(ctx, open, actor, body));
}

/** Whether the person may record the delivery of this case now, and so read what is to be handed over. */
export async function mayDeliver(read: Pick<Read, "sql">, actor: Actor, row: CaseRow): Promise<boolean> {
  return caseRefusal("deliver", await caseSituationOf(read, actor, row)) === null;
}

/** Checks and records a delivery that is owed; a number is taken last. */
export async function recordDelivery(
  ctx: Pick<Context, "templates" | "jobs" | "businesses">,
  open: OpenCase,
  by: Actor,
  given: Given,
): Promise<void> {
  const { tx, row } = open;
  const delivery = await deliveryOf(tx, row.id);
  if (!delivery) throw new Error(`Nothing of case ${row.id} is to be delivered.`);
  const documents = await resultDocuments(tx, row);
  if (documents.length === 0 || documents.some(({ fileHash }) => fileHash === null)) {
    throw new BusinessError("RESULT_NOT_READY", "结果文书尚未制作完成，不能送达。");
  }
  const problems = await problemsOf(ctx, open, given);
  if (problems.length > 0) throw invalid("DELIVERY_INVALID", problems.map(({ message }) => message).join(""), problems);
  const { way, receiver, reference, deliveredOn } = given;
  open.write(
    tx.sql
      .updateTable("delivery")
      .set({ way, receiver, reference, deliveredOn, personId: by.personId, at: tx.now })
      .where("caseId", "=", row.id),
  );
  open.audit({
    actor: auditName(by),
    act: "case.delivered",
    facts: { way, deliveredOn, documents: documents.map(({ id }) => id) },
    content: { receiver, reference },
  });
  await awaitArchive(open, deliveredOn);
  await tell(open, given);
  const { issuer, applicant, matter } = await issuingOf(tx, row);
  await recordDocument(ctx, open, {
    kind: deliveryReceipt,
    data: {
      ...{ issuer, matter: matter.name, applicant: applicant.name, caseNo: row.caseNo },
      ...{ way, receiver, reference, deliveredOn, due: delivery.due },
      documents: documents.map(({ title, number }) => `${title} ${number}`),
      deliveredBy: by.kind === "staff" ? by.name : null,
    },
  });
}

async function problemsOf(
  ctx: Pick<Context, "businesses">,
  { tx, row }: OpenCase,
  { way, deliveredOn }: Given,
): Promise<Problem[]> {
  const problems: Problem[] = [];
  const decidedOn = shanghaiDate(row.decidedAt ?? row.closedAt ?? tx.now);
  if (deliveredOn < decidedOn) {
    problems.push({
      code: "DELIVERED_BEFORE_DECISION",
      message: `送达日期不能早于决定日期 ${decidedOn}。`,
      field: "deliveredOn",
    });
  }
  if (deliveredOn > shanghaiDate(tx.now)) {
    problems.push({ code: "DELIVERED_LATER", message: "送达日期不能晚于今天。", field: "deliveredOn" });
  }
  if (way === "electronic" && !(await consents(ctx, tx, row))) {
    const message = "申请人没有同意电子送达，请采用直接送达或者邮寄送达。";
    problems.push({ code: "NO_CONSENT", message, field: "way" });
  }
  return problems;
}

/** Whether the applicant agreed to electronic delivery in the application (民事诉讼法 art 90: only with consent). */
export async function consents(
  { businesses }: Pick<Context, "businesses">,
  read: Pick<Read, "sql">,
  row: Pick<CaseRow, "id" | "business">,
): Promise<boolean> {
  const startForm = businesses.get(row.business)?.startForm;
  const section = startForm === undefined ? null : await readSection(read, row.id, startForm);
  return section?.data.electronicDelivery === true;
}

async function tell(open: OpenCase, { way, deliveredOn }: Given): Promise<void> {
  const { tx, row } = open;
  const applicants = await applicantsOf(tx, row);
  notify(
    open,
    [...applicants],
    "delivered",
    `您的申请“${row.title}”的结果已于 ${deliveredOn} 送达（${deliveryWays[way]}）。`,
  );
}
