import { useMutation, useQueryClient } from "@tanstack/react-query";
import { z } from "zod";
import { commandResultSchema, type DecideBody } from "#domain/platform/cases.ts";
import { call, callCommand } from "./client.ts";
import { newRequestId } from "./requestId.ts";

export interface TaskAtHand {
  taskId: number;
  caseId: number;
  version: number;
}
export type Decision = Pick<DecideBody, "outcome" | "opinion" | "form">;

/** 领取 and 放回. The boxes are read anew also after a refusal: somebody else was quicker. */
export function useTaskCommand(command: "claim" | "release") {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ taskId, version }: TaskAtHand) =>
      callCommand(commandResultSchema, `/api/tasks/${taskId}/${command}`, { requestId: newRequestId(), version }),
    onSuccess: (_result, { caseId }) => client.invalidateQueries({ queryKey: ["case", caseId] }),
    onSettled: () => client.invalidateQueries({ queryKey: ["inbox"] }),
  });
}

/** One decision. `requestId` belongs to the person's act, so that sending it again answers the first result. */
export const useDecide = () =>
  useMutation({
    mutationFn: ({ task, requestId, decision }: { task: TaskAtHand; requestId: string; decision: Decision }) =>
      callCommand(commandResultSchema, `/api/tasks/${task.taskId}/decide`, {
        requestId,
        version: task.version,
        ...decision,
      }),
  });

const draftSavedSchema = z.object({ version: z.number() });

/** 暂存: form and opinion as they stand. */
export const saveTaskDraft = (taskId: number, draft: Pick<Decision, "form" | "opinion">) =>
  call(draftSavedSchema, `/api/tasks/${taskId}/draft`, { method: "PUT", body: draft });
