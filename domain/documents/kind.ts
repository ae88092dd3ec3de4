import type { z } from "zod";
import type { Block } from "./model.ts";

/**
 * What a template of a document may name in `{{…}}`: a text that is always there, a text that may be missing (then its
 * line begins with `?`, or it is the value of a field), or whole blocks such as a table, alone on a line.
 */
export interface Placeholder<Sort extends "text" | "optional" | "blocks" = "text" | "optional" | "blocks"> {
  sort: Sort;
  /** For whoever edits the template, in Chinese. */
  means: string;
}
export const text = (means: string): Placeholder<"text"> => ({ sort: "text", means });
export const optional = (means: string): Placeholder<"optional"> => ({ sort: "optional", means });
export const blocks = (means: string): Placeholder<"blocks"> => ({ sort: "blocks", means });

export type Placeholders = Readonly<Record<string, Placeholder>>;
/** What stands for each placeholder in one document. */
export type ValuesOf<P extends Placeholders> = {
  [Name in keyof P]: P[Name] extends Placeholder<"text">
    ? string
    : P[Name] extends Placeholder<"optional">
      ? string | null
      : Block[];
};

/** What no template decides: who issues, under which number and date, and where the certificate is verified. */
export interface Fixed {
  issuer: string;
  number: string;
  /** The day the document takes its date from. */
  date: string;
  verifyUrl: string | null;
}

/** Known to every template. */
export const commonPlaceholders = {
  发文机关: text("作出文书的机关全称"),
  文号: text("文书的编号"),
  落款日期: text("文书的日期，如2026年3月5日"),
} as const satisfies Placeholders;

/** What may stand for a placeholder. */
export type Value = string | null | Block[];

/** A kind of document: which data it is made from, and what its template may say about them. */
export interface DocumentKind<Data> {
  /** Name of the template's file, kind of the row and of the number's series; at most 30 letters. */
  kind: string;
  schema: z.ZodType<Data>;
  placeholders: Placeholders;
  fixed(data: Data): Fixed;
  values(data: Data): Readonly<Record<string, Value>>;
}

/** Declares a kind of document; every placeholder gets its value. */
export const documentKind = <Data, const P extends Placeholders>(
  kind: Omit<DocumentKind<Data>, "placeholders" | "values"> & { placeholders: P; values(data: Data): ValuesOf<P> },
): DocumentKind<Data> => kind as DocumentKind<Data>;
