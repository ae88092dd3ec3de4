import { useQuery } from "@tanstack/react-query";
import { colleaguesSchema } from "#domain/platform/colleagues.ts";
import { call } from "./client.ts";

/** Who a task may be handed to (转办) or shown to (抄送). */
export const useColleagues = (taskId: number, purpose: "transfer" | "copy") =>
  useQuery({
    queryKey: ["colleagues", taskId, purpose],
    queryFn: ({ signal }) =>
      call(colleaguesSchema, `/api/tasks/${taskId}/colleagues`, { query: { for: purpose }, signal }),
    staleTime: 0,
  });
