import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Actor, Context } from "../context.ts";
import { resultDocuments } from "../documents/approvalSheet.ts";
import { withCase } from "../openCase.ts";
import { consents, recordDelivery } from "./deliver.ts";
import { deliveryOf } from "./deliveries.ts";

/**
 * An applicant who agreed to electronic delivery and opens the result at the electronic door has received it on that day
 * (民事诉讼法 art 90: the day on which it arrives in their system). Anything else that they open delivers nothing.
 */
export async function receiveByDownload(ctx: Context, actor: Actor, caseId: number, documentId: number): Promise<void> {
  const waits = await ctx.database.read(async (read) => {
    const delivery = await deliveryOf(read, caseId);
    if (delivery?.deliveredOn !== null) return false;
    const row = await read.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId).executeTakeFirstOrThrow();
    const results = await resultDocuments(read, row);
    const isResult = results.some(({ id }) => id === documentId) && results.every(({ fileHash }) => fileHash !== null);
    return isResult && (await consents(ctx, read, row));
  });
  if (!waits) return;
  await ctx.database.transact(
    (tx) =>
      withCase(ctx.engine, tx, caseId, async (open) => {
        // Between the look and the lock the window, or another download, may have been quicker.
        if ((await deliveryOf(tx, caseId))?.deliveredOn !== null) return;
        const receiver = [...open.row.applicantName].slice(0, 60).join("");
        const deliveredOn = shanghaiDate(tx.now);
        await recordDelivery(ctx, open, actor, { way: "electronic", receiver, reference: "网上申报系统", deliveredOn });
      }),
    { name: "receiveByDownload" },
  );
}
