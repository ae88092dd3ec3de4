import { numberDocument } from "#approval/documents/numberDocument.ts";
import type { Requirement } from "#approval/requires.ts";
import { fromJson } from "#db/json.ts";
import type { Tx } from "#db/transaction.ts";
import type { DocumentModel } from "#domain/documents/model.ts";
import type { WrittenDocument } from "#domain/documents/templates.ts";
import type { ApplyContext, JobHandler, JobOfCase } from "../handler.ts";

/** A kind of document that a case can bring forth. Its number is of the series `kind`, by region and year. */
export interface DocumentKind {
  kind: string;
  title: string;
  /** Reads what the document says and answers how it reads with its number. */
  compose(tx: Tx, job: JobOfCase, ctx: ApplyContext): Promise<(number: string) => WrittenDocument>;
}

/**
 * 编号: takes the next number of the series and fixes what the document says. The document itself is drawn by the next
 * job (`renderJob`), so that a number is never taken twice because drawing failed.
 */
export function numberJob(given: { type: string; requires?: Requirement; document: DocumentKind }): JobHandler {
  const { document, ...handler } = given;
  return {
    ...handler,
    async apply(job, tx, _answer, ctx) {
      const { kind, title } = document;
      const write = await document.compose(tx, job, ctx);
      await numberDocument(tx, job.caseRecord, { kind, title, write });
    },
  };
}

interface Drawn {
  documentId: number;
  hash: string;
  size: number;
}

/** 制证: draws the numbered document and stores it. The same content gives the same file, so it may be repeated. */
export function renderJob({ type, kind }: { type: string; kind: string }): JobHandler<Drawn> {
  return {
    type,
    async ask(job, ports) {
      const document = await ports.read((read) =>
        read.sql
          .selectFrom("caseDocument")
          .select(["id", "content"])
          .where("caseId", "=", job.caseId)
          .where("kind", "=", kind)
          .executeTakeFirstOrThrow(),
      );
      const { bytes } = await ports.pdf(fromJson<DocumentModel>(document.content));
      return { documentId: document.id, ...(await ports.storage.put(bytes)) };
    },
    async apply(_job, tx, { documentId, hash, size }) {
      await tx.sql.updateTable("caseDocument").set({ fileHash: hash, size }).where("id", "=", documentId).execute();
    },
  };
}

/** The document of a kind that counts for a case. @throws where none was numbered: a defect */
export async function numberedDocument(
  { sql }: Pick<Tx, "sql">,
  caseId: number,
  kind: string,
): Promise<{ number: string; content: DocumentModel }> {
  const { number, content } = await sql
    .selectFrom("caseDocument")
    .select(["number", "content"])
    .where("caseId", "=", caseId)
    .where("kind", "=", kind)
    .executeTakeFirstOrThrow();
  return { number, content: fromJson(content) };
}

/**
 * 作废: what a case numbered of this kind counts no more. The number stays taken, the document stays readable under a
 * kind of its own, a certificate says 作废 from now on. Without such a document nothing happens, so it may be repeated.
 */
export async function voidDocument(tx: Tx, caseId: number, kind: string): Promise<void> {
  const document = await tx.sql
    .selectFrom("caseDocument")
    .select(["id", "title", "number"])
    .where("caseId", "=", caseId)
    .where("kind", "=", kind)
    .executeTakeFirst();
  if (!document) return;
  const earlier = await tx.sql
    .selectFrom("caseDocument")
    .select("id")
    .where("caseId", "=", caseId)
    .where("kind", "like", `${kind}.void%`)
    .execute();
  await tx.sql
    .updateTable("caseDocument")
    .set({ kind: `${kind}.void${earlier.length + 1}`, title: `${document.title}（已作废）` })
    .where("id", "=", document.id)
    .execute();
  await tx.sql
    .updateTable("issuedNumber")
    .set({ state: "void" })
    .where("kind", "=", kind)
    .where("text", "=", document.number)
    .execute();
  await tx.sql
    .updateTable("certificate")
    .set({ state: "void", endedAt: tx.now })
    .where("kind", "=", kind)
    .where("number", "=", document.number)
    .execute();
}
