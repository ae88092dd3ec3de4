import { useQuery } from "@tanstack/react-query";
import { returnPreviewSchema, returnTargetsSchema } from "#domain/platform/returns.ts";
import { call } from "./client.ts";

/** Where a task may be returned to, and where not and why. Asked anew each time the choice is opened. */
export const useReturnTargets = (taskId: number, version: number) =>
  useQuery({
    queryKey: ["return", taskId, version],
    queryFn: ({ signal }) => call(returnTargetsSchema, `/api/tasks/${taskId}/return-targets`, { signal }),
    staleTime: 0,
  });

/** What a return would end and leave; changes nothing. */
export const useReturnPreview = (taskId: number, version: number, target: string | null) =>
  useQuery({
    queryKey: ["return", taskId, version, "preview", target],
    queryFn: ({ signal }) =>
      call(returnPreviewSchema, `/api/tasks/${taskId}/return/preview`, { method: "POST", body: { target }, signal }),
    enabled: target !== null,
    staleTime: 0,
  });
