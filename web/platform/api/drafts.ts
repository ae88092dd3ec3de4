import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { draftRowSchema, draftViewSchema, submittedSchema } from "#domain/platform/drafts.ts";
import { materialSchema } from "#domain/platform/materials.ts";
import { call, callCommand, callVoid } from "./client.ts";
import { upload } from "./upload.ts";

export const draftKey = (draftId: number) => ["draft", draftId];

export const useDrafts = (enabled = true) =>
  useQuery({ queryKey: ["drafts"], queryFn: () => call(z.array(draftRowSchema), "/api/drafts"), enabled });

export const readDraft = (draftId: number) => call(draftViewSchema, `/api/drafts/${draftId}`);

export const useDraft = (draftId: number) =>
  useQuery({ queryKey: draftKey(draftId), queryFn: () => readDraft(draftId), refetchOnWindowFocus: false });

export function useCreateDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (business: string) => call(draftViewSchema, "/api/drafts", { method: "POST", body: { business } }),
    onSuccess: (draft) => {
      client.setQueryData(draftKey(draft.id), draft);
      return client.invalidateQueries({ queryKey: ["drafts"] });
    },
  });
}

export function useRemoveDraft() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (draftId: number) => callVoid(`/api/drafts/${draftId}`, { method: "DELETE" }),
    onSettled: () => client.invalidateQueries({ queryKey: ["drafts"] }),
  });
}

const savedSchema = z.object({ version: z.number() });
/** @throws ApiError STALE_DRAFT when somebody saved in between. */
export const saveDraft = (draftId: number, data: Record<string, unknown>, version: number) =>
  call(savedSchema, `/api/drafts/${draftId}`, { method: "PUT", body: { data, version } });

export const submitDraft = (draftId: number, requestId: string, version: number) =>
  callCommand(submittedSchema, `/api/drafts/${draftId}/submit`, { requestId, version });

export const uploadMaterial = (draftId: number, slot: string, file: File, onProgress: (share: number) => void) =>
  upload(materialSchema, `/api/drafts/${draftId}/files/${encodeURIComponent(slot)}`, file, onProgress);

export const removeMaterial = (draftId: number, materialId: number) =>
  callVoid(`/api/drafts/${draftId}/files/${materialId}`, { method: "DELETE" });

const surveySchema = draftViewSchema.shape.survey;
export const uploadSurveyTable = (draftId: number, file: File, onProgress: (share: number) => void) =>
  upload(surveySchema, `/api/survey-filing/drafts/${draftId}/table`, file, onProgress);
