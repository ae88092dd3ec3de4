import { z } from "zod";
import { boxes } from "#domain/platform/inbox.ts";

/** A key of ours in a path. Anything else is answered like a key that does not exist. */
const keySchema = z
  .string()
  .regex(/^[1-9]\d{0,15}$/)
  .transform(Number)
  .refine(Number.isSafeInteger);

const { drafts: _drafts, ...listed } = boxes;
const boxNames = Object.keys(listed) as (keyof typeof listed)[];

/**
 * Every name that may stand in a route's path, with the only shape it takes and an example of that shape. A path with
 * another name stops the start; a value of another shape is a 404, because it names nothing.
 */
export const pathNames = {
  id: { schema: keySchema, example: "1" },
  materialId: { schema: keySchema, example: "1" },
  documentId: { schema: keySchema, example: "1" },
  slot: { schema: z.string().regex(/^[a-zA-Z][\w-]{0,39}$/), example: "application" },
  formId: { schema: z.string().regex(/^[a-z][a-z-]{0,39}\.[a-z][\w-]{0,59}$/i), example: "survey-filing.start" },
  box: { schema: z.enum(boxNames), example: "todo" },
  /** Of any shape: a certificate that does not exist is always answered with the same words. */
  token: { schema: z.string().max(200), example: "0".repeat(32) },
} as const;
export type PathName = keyof typeof pathNames;

type NamesIn<Path extends string> = Path extends `${string}/:${infer Name}/${infer Rest}`
  ? Name | NamesIn<`/${Rest}`>
  : Path extends `${string}/:${infer Name}`
    ? Name
    : never;

/** What a handler is handed for the names in its path: `{ id: number; slot: string }`. */
export type PathValues<Path extends string> = {
  [Name in NamesIn<Path> & PathName]: z.output<(typeof pathNames)[Name]["schema"]>;
};

/** The names in a path, in order. */
export const namesIn = (path: string): string[] => [...path.matchAll(/\/:([A-Za-z]+)/g)].map(([, name]) => name!);

/** Reads the values of a path; null where one of them can name nothing. */
export function readPath(path: string, raw: Record<string, string>): Record<string, unknown> | null {
  const values: Record<string, unknown> = {};
  for (const name of namesIn(path)) {
    const parsed = pathNames[name as PathName].schema.safeParse(raw[name]);
    if (!parsed.success) return null;
    values[name] = parsed.data;
  }
  return values;
}

/** The path with values put in, by default the examples: for tests and documentation. */
export function fillPath(path: string, values: Partial<Record<string, string | number>> = {}): string {
  return path.replaceAll(/:([A-Za-z]+)/g, (_all, name: string) =>
    encodeURIComponent(values[name] ?? pathNames[name as PathName].example),
  );
}
