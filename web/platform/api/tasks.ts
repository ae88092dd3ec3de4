import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { z } from "zod";
import { commandResultSchema, type DecideBody } from "#domain/platform/cases.ts";
import type { copyBodySchema, transferBodySchema } from "#domain/platform/colleagues.ts";
import type { ReturnBody } from "#domain/platform/returns.ts";
import type { endSupplementSchema, SupplementBody } from "#domain/platform/supplements.ts";
import { call, callCommand } from "./client.ts";
import { isUnanswered } from "./problem.ts";
import { Acts } from "./requestId.ts";

export interface TaskAtHand {
  taskId: number;
  caseId: number;
  version: number;
}
export type Decision = Pick<DecideBody, "outcome" | "opinion" | "form">;

type Sent<T> = Omit<T, "requestId" | "version">;
/** What each command on a task sends beside its request id and version. */
export interface TaskCommandBodies {
  claim: object;
  release: object;
  return: Sent<ReturnBody>;
  supplement: Sent<SupplementBody>;
  "end-supplement": Sent<z.input<typeof endSupplementSchema>>;
  transfer: Sent<z.input<typeof transferBodySchema>>;
  copy: Sent<z.input<typeof copyBodySchema>>;
  /** 取回: `taskId` is the caller's own finished task, `version` the case's. */
  recall: object;
}

/**
 * Every command on a task but a decision. The boxes are read anew also after a refusal: somebody else was quicker. What
 * is sent again because its answer was lost keeps its request id.
 */
export function useTaskCommand<Name extends keyof TaskCommandBodies>(command: Name) {
  const client = useQueryClient();
  const [acts] = useState(() => new Acts());
  return useMutation({
    mutationFn: async ({ taskId, caseId: _known, ...body }: TaskAtHand & TaskCommandBodies[Name]) => {
      const requestId = acts.idOf({ taskId, ...body });
      const result = await callCommand(commandResultSchema, `/api/tasks/${taskId}/${command}`, { ...body, requestId });
      acts.answered();
      return result;
    },
    onError: (error) => {
      if (!isUnanswered(error)) acts.answered();
    },
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
