import type { DocumentKind } from "#domain/documents/kind.ts";
import { writeChore } from "../chores.ts";
import type { Context } from "../context.ts";
import type { OpenCase } from "../openCase.ts";
import { numberDocument } from "./numberDocument.ts";

/** 文书 that the platform makes by itself, and how they are numbered where a county has not said (`number.<kind>`). */
const patterns: Record<string, string> = {
  receipt: "收〔{year}〕{n}号",
  supplementNotice: "补正〔{year}〕{n}号",
  approvalSheet: "审批〔{year}〕{n}号",
  deliveryReceipt: "送达〔{year}〕{n}号",
  volumeIndex: "档〔{year}〕{n}号",
};

/**
 * Makes a document of a case inside the command that causes it: number and content are fixed now, the platform draws it
 * as soon as the command is stored. Takes the number's sequence: call it last, after every other lock.
 */
export async function recordDocument<Data extends { number: string }>(
  ctx: Pick<Context, "templates" | "jobs">,
  open: OpenCase,
  given: { kind: DocumentKind<Data>; data: Omit<Data, "number">; round?: number },
): Promise<{ documentId: number; number: string }> {
  const { tx, row } = open;
  const { kind, data, round = 0 } = given;
  await open.send();
  const pattern = patterns[kind.kind];
  const recorded = await numberDocument(tx, row, {
    kind: kind.kind,
    round,
    ...(pattern === undefined ? {} : { pattern }),
    write: (number) => ctx.templates.write(kind, { ...data, number } as Data),
  });
  writeChore(open, { kind: "draw", documentId: recorded.documentId, dueAt: tx.now });
  tx.afterCommit(() => ctx.jobs.poke());
  return recorded;
}
