import { z } from "zod";

/**
 * A document of an authority (文书) as plain data: what stands on the paper, not how it is drawn. Pure functions of this
 * folder make one from the facts of a case; `adapters/pdf` draws it. It survives JSON, so a case can keep it.
 */

/** A date of law in Asia/Shanghai. */
export const lawDateSchema = z.iso.date();

const textSchema = z.string().trim().min(1);

const alignSchema = z.enum(["left", "center", "right"]);

export const blockSchema = z.discriminatedUnion("kind", [
  /** Flowing text, first line indented by two characters. */
  z.object({ kind: z.literal("paragraph"), text: textSchema }),
  /** A line of its own above what it announces; never left alone at the foot of a page. */
  z.object({ kind: z.literal("heading"), text: textSchema }),
  /** Keys with values in a ruled grid; `wide` gives a value the whole row, others stand two in a row. */
  z.object({
    kind: z.literal("fields"),
    fields: z.array(z.object({ label: textSchema, value: z.string(), wide: z.boolean().default(false) })).min(1),
  }),
  /** Rows under a head that is repeated on every page. `width` is a share of the whole, not a measure. */
  z
    .object({
      kind: z.literal("table"),
      columns: z.array(z.object({ title: textSchema, width: z.number().positive(), align: alignSchema })).min(1),
      rows: z.array(z.array(z.string())),
      /** The closing line; its cells are set in bold. */
      total: z.array(z.string()).nullable(),
    })
    .refine(
      ({ columns, rows, total }) => [...rows, ...(total ? [total] : [])].every((row) => row.length === columns.length),
      "each row has a cell for each column",
    ),
]);

export const documentModelSchema = z.object({
  /** `letter`: red head of the issuing organ, addressee, text. `certificate`: framed sheet. `form`: plain sheet. */
  layout: z.enum(["letter", "certificate", "form"]),
  /** The organ that issues and seals, in full. */
  issuer: textSchema,
  title: textSchema,
  /** 文号 or 证号, whole: 邵住保受〔2026〕12号. */
  number: textSchema,
  /** Whom it is for, without colon; null on a certificate. */
  addressee: textSchema.nullable(),
  blocks: z.array(blockSchema).min(1),
  /** The day it takes its date from, printed as 2026年3月5日; also the file's creation date. */
  date: lawDateSchema,
  /** Public page that shows the state of today, printed as a QR code; null where there is none. */
  verify: z.object({ url: z.url({ protocol: /^https?$/ }).max(300), caption: textSchema }).nullable(),
  /** What stands under the seal in small print: number of copies, who keeps them. */
  notes: z.array(textSchema),
  /** 抄送. */
  copies: z.array(textSchema),
  /** False on what stays inside the house: no slot for a seal. */
  sealed: z.boolean().default(true),
});

export type DocumentModel = z.infer<typeof documentModelSchema>;
export type Block = z.infer<typeof blockSchema>;
