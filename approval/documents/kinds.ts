import { type CheckedKind, commonKinds } from "#domain/documents/kinds.ts";
import { businesses } from "../businesses.ts";

/** Every kind of document; each has its template. A business names its own in `approval/<business>.ts`. */
export const documentKinds: readonly CheckedKind[] = [
  ...commonKinds,
  ...[...businesses.values()].flatMap(({ documents }) => documents),
];
