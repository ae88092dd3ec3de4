import { toJson } from "#db/json.ts";
import { takeNumber } from "#db/sequence.ts";
import type { Tx } from "#db/transaction.ts";
import type { WrittenDocument } from "#domain/documents/templates.ts";
import { formatNumber, numberPatternSchema } from "#domain/platform/numbers.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "../business.ts";
import { findParameter, readParameter } from "../parameters.ts";

export interface DocumentToNumber {
  /** The kind of document, which is also the series of its number. */
  kind: string;
  /** As lists name it; by default the title on the paper. */
  title?: string;
  /** Where a case may have several of this kind. */
  round?: number;
  /** 文号式样 where the county has none of its own (parameter `number.<kind>`); without it the county must have one. */
  pattern?: string;
  /** How the document reads with its number. */
  write(number: string): WrittenDocument;
}

/**
 * Takes the next number of the series, by region and year, and fixes what the document says. The sequence stays locked
 * until the commit, so this comes last. Drawing is left to others, so that no number is lost because drawing failed.
 */
export async function numberDocument(
  tx: Tx,
  { id: caseId, regionCode }: Pick<CaseRow, "id" | "regionCode">,
  { kind, title, round = 0, pattern, write }: DocumentToNumber,
): Promise<{ documentId: number; number: string }> {
  const today = shanghaiDate(tx.now);
  const asked = { regionCode, name: `number.${kind}`, on: today };
  const found = await (pattern === undefined ? readParameter : findParameter)(tx, asked, numberPatternSchema);
  const year = Number(today.slice(0, 4));
  const [numberId, documentId] = [tx.nextId(), tx.nextId()];
  const n = await takeNumber(tx, { kind, region: regionCode, year });
  const number = formatNumber(found?.value ?? pattern!, { year, n });
  const { model, templateHash } = write(number);
  await tx.sql
    .insertInto("issuedNumber")
    .values({ id: numberId, kind, regionCode, year, n, text: number, caseId, state: "used", at: tx.now })
    .execute();
  await tx.sql
    .insertInto("caseDocument")
    .values({
      ...{ id: documentId, caseId, kind, round, number, templateHash },
      title: title ?? model.title,
      content: toJson(model),
      fileHash: null,
      size: null,
      at: tx.now,
      printCount: 0,
    })
    .execute();
  return { documentId, number };
}
