import type { DocumentKind } from "./kind.ts";
import type { DocumentModel } from "./model.ts";
import { fillTemplate, type Template } from "./template.ts";

export interface LoadedTemplate {
  template: Template;
  /** sha-256 of its text: which wording a document was made with. */
  hash: string;
  text: string;
  /** The county's own file, or what the program brings. */
  source: "county" | "builtin";
}

export interface WrittenDocument {
  model: DocumentModel;
  templateHash: string;
}

/** The templates in force in this process, one for each kind of document. */
export class Templates {
  readonly #templates: ReadonlyMap<string, LoadedTemplate>;

  constructor(templates: ReadonlyMap<string, LoadedTemplate>) {
    this.#templates = templates;
  }

  /** Writes a document. @throws ZodError where data are missing; Error where the kind has no template: defects */
  write<Data>(kind: DocumentKind<Data>, data: Data): WrittenDocument {
    const found = this.#templates.get(kind.kind);
    if (!found) throw new Error(`There is no template of ${kind.kind}.`);
    return { model: fillTemplate(found.template, kind, kind.schema.parse(data)), templateHash: found.hash };
  }

  entries(): [kind: string, LoadedTemplate][] {
    return [...this.#templates];
  }
}
