import { z } from "zod";
import { materialSchema } from "./materials.ts";
import { requestIdSchema } from "./requestId.ts";

export const materialSlotSchema = z.object({
  slot: z.string(),
  name: z.string(),
  required: z.boolean(),
  /** Media types taken, and how many files. */
  accept: z.array(z.string()),
  most: z.number(),
  note: z.string().default(""),
});
export type MaterialSlot = z.infer<typeof materialSlotSchema>;

/** GET /api/matters: what the caller may apply for. */
export const matterSchema = z.object({
  business: z.string(),
  name: z.string(),
  kindLabel: z.string(),
  legalBasis: z.array(z.string()),
  statutoryDays: z.number(),
  promisedDays: z.number(),
  materials: z.array(materialSlotSchema),
  results: z.array(z.string()),
  startFormId: z.string(),
});
export type Matter = z.infer<typeof matterSchema>;

/** POST /api/drafts */
export const createDraftSchema = z.object({ business: z.string().max(40) });
/** PUT /api/drafts/:id: last writer with the right version wins, else 409 STALE_DRAFT. */
export const saveDraftSchema = z.object({ data: z.record(z.string(), z.unknown()), version: z.number().int() });
/** POST /api/drafts/:id/submit: answers `{ caseId, caseNo }`; 422 with all problems. */
export const submitDraftSchema = z.object({ requestId: requestIdSchema, version: z.number().int() });
export const submittedSchema = z.object({ caseId: z.number(), caseNo: z.string() });

/** GET /api/drafts and /api/drafts/:id */
export const draftRowSchema = z.object({
  id: z.number(),
  business: z.string(),
  businessName: z.string(),
  title: z.string(),
  updatedAt: z.number(),
});
export const draftViewSchema = draftRowSchema.extend({
  version: z.number(),
  data: z.record(z.string(), z.unknown()),
  matter: matterSchema,
  materials: z.array(materialSchema),
  /** survey-filing only: the upload that counts. */
  survey: z
    .object({
      uploadId: z.number(),
      fileName: z.string(),
      state: z.enum(["clean", "faulty"]),
      problems: z.array(z.record(z.string(), z.unknown())),
      adjustedRows: z.array(z.record(z.string(), z.unknown())),
      statistics: z.array(z.record(z.string(), z.unknown())).nullable(),
    })
    .nullable(),
});
export type DraftView = z.infer<typeof draftViewSchema>;
export type DraftRow = z.infer<typeof draftRowSchema>;
// POST   /api/drafts/:id/files/:slot   body = the file, header x-file-name = encodeURIComponent(name); answers Material
// DELETE /api/drafts/:id/files/:materialId
// GET    /api/drafts/:id/files/:materialId
// POST   /api/survey-filing/drafts/:id/table   body = xlsx or csv; answers DraftView["survey"]
// GET    /api/survey-filing/template.xlsx
// GET    /api/cases/:id/files/:materialId      GET /api/cases/:id/documents/:documentId
// GET    /api/cases/:id/diagram                { xml, done: [elementId], current: [elementId] }
