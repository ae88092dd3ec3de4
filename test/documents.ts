import { join } from "node:path";
import { readTemplates } from "#adapters/templates/readTemplates.ts";
import { documentKinds } from "#approval/documents/kinds.ts";
import type { DocumentKind } from "#domain/documents/kind.ts";
import type { DocumentModel } from "#domain/documents/model.ts";

/** The folder of the templates that the program brings. */
export const templatesFolder = join(import.meta.dirname, "..", "templates");

/** What a fresh installation writes its documents with. */
export const builtinTemplates = readTemplates(documentKinds, templatesFolder, null);

/** A document as the built-in template words it. */
export const written = <Data>(kind: DocumentKind<Data>, data: Data): DocumentModel =>
  builtinTemplates.write(kind, data).model;
