import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import type { z } from "zod";
import { caseCommandResultSchema, type stopBodySchema } from "#domain/platform/caseCommands.ts";
import type { deliverBodySchema } from "#domain/platform/delivery.ts";
import type { supplementAnswerSchema } from "#domain/platform/supplements.ts";
import { callCommand } from "./client.ts";
import { isUnanswered } from "./problem.ts";
import { Acts } from "./requestId.ts";

type Sent<T> = Omit<T, "requestId" | "version">;
/** What each command on a case sends beside its request id and version. */
export interface CaseCommandBodies {
  withdraw: Sent<z.input<typeof stopBodySchema>>;
  terminate: Sent<z.input<typeof stopBodySchema>>;
  urge: object;
  deliver: Sent<z.input<typeof deliverBodySchema>>;
  archive: object;
  "supplement-answer": Sent<z.input<typeof supplementAnswerSchema>>;
}

/**
 * A command on a case as a whole. The case is read anew also after a refusal: somebody else was quicker. What is sent
 * again because its answer was lost keeps its request id.
 */
export function useCaseCommand<Name extends keyof CaseCommandBodies>(command: Name) {
  const client = useQueryClient();
  const [acts] = useState(() => new Acts());
  return useMutation({
    mutationFn: async ({ caseId, ...body }: { caseId: number; version: number } & CaseCommandBodies[Name]) => {
      const requestId = acts.idOf({ caseId, ...body });
      const result = await callCommand(caseCommandResultSchema, `/api/cases/${caseId}/${command}`, {
        ...body,
        requestId,
      });
      acts.answered();
      return result;
    },
    onError: (error) => {
      if (!isUnanswered(error)) acts.answered();
    },
    onSettled: (_result, _error, { caseId }) =>
      Promise.all([
        client.invalidateQueries({ queryKey: ["case", caseId] }),
        client.invalidateQueries({ queryKey: ["inbox"] }),
      ]),
  });
}
