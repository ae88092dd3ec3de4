import type { Selectable } from "kysely";
import type { z } from "zod";
import type { Vault } from "#adapters/vault/vault.ts";
import type { Schema } from "#db/schema.ts";
import type { Read, Tx } from "#db/transaction.ts";
import type { CheckedKind } from "#domain/documents/kinds.ts";
import type { Problem } from "#domain/errors.ts";
import type { BusinessCounty } from "#domain/platform/county.ts";
import type { DraftView } from "#domain/platform/drafts.ts";
import type { Outcome } from "#domain/platform/states.ts";
import type { LawDate } from "#domain/rules/workingDays.ts";
import type { Variables } from "#engine/engine.ts";
import type { Actor } from "./context.ts";

export type CaseRow = Selectable<Schema["caseRecord"]>;
export type TaskRow = Selectable<Schema["task"]>;

/** A file in its slot, as submitted. */
export interface MaterialRow {
  id: number;
  slot: string;
  fileId: number;
  name: string;
  mediaType: string;
  size: number;
}

export interface BusinessForm {
  title: string;
  schema: z.ZodType<Record<string, unknown>>;
}

export interface SubmissionGiven {
  draftId: number;
  caseId: number;
  /** The round of 补正 that is answered; null at the first submission. */
  roundId: number | null;
  actor: Actor;
  data: Record<string, unknown>;
  materials: MaterialRow[];
}

/** What a business tells the kernel (`docs/decisions/0003-approval-business.md`). */
export interface Business {
  /** "management-rooms": process id, folder name, prefix of job types and forms. */
  id: string;
  /** 物业管理用房确认. */
  name: string;
  startForm: string;
  /** By form id. A node without a form writes nothing. */
  forms: Record<string, BusinessForm>;
  /** Two capital letters before the case number: "WG". */
  caseNumberPrefix: string;
  /** The documents it ends in; each has its template. */
  documents: readonly CheckedKind[];
  /** The codes of errors that its jobs throw and its diagram catches. */
  errors: readonly string[];
  /** What it begins with in the demonstration county: matter, figures, numbers. */
  county: BusinessCounty;

  /** Title and up to four summary lines, from what was submitted; without personal data of outside persons. */
  describe(
    tx: Tx,
    start: Record<string, unknown>,
    facts: { caseId: number; applicantName: string },
  ): Promise<{ title: string; summary: { label: string; value: string }[] }>;

  /**
   * What the registers say beside the start form: lists to choose from, read-only company data. Merged over the draft's
   * data when it is shown and over the submitted data when it is stored; a schema drops what an applicant sends of it.
   * Fields of the start form may show what `factsSchema` names.
   */
  factsSchema?: z.ZodObject;
  facts?(
    read: Pick<Read, "sql">,
    given: {
      orgId: number | null;
      vault: Vault;
      data: Record<string, unknown> /** Policy parameters of this day. */;
      on: LawDate;
    },
  ): Promise<Record<string, unknown>>;

  /**
   * Inside the transaction of the submission, and again of each answer to 补正 with the application as corrected:
   * everything that the schema cannot know, all problems at once; none = accepted. May bind intake rows to the case, in
   * place of those bound before. Answers the variables that the diagram decides on.
   */
  submit(tx: Tx, given: SubmissionGiven): Promise<{ problems: Problem[]; variables?: Variables }>;

  /** Inside a decision's transaction, before the engine step: what this node demands beyond its form. */
  decide?(
    tx: Tx,
    given: {
      caseRecord: CaseRow;
      node: string;
      outcome: Outcome;
      /** The node's form as it will be stored: what stood there and what was written now. */
      form: Record<string, unknown>;
      opinion: string;
      actor: Actor;
    },
  ): Promise<Problem[]>;

  /** The building a case is about, if any. */
  buildingOf?(read: Read, caseId: number): Promise<number | null>;

  /** What the page of a draft shows beyond its form and files. */
  survey?(read: Read, draftId: number): Promise<DraftView["survey"]>;
}
