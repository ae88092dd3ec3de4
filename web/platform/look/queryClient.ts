import { QueryClient } from "@tanstack/react-query";
import { ApiError } from "../api/problem.ts";

const worthRetrying = (failures: number, error: Error) =>
  failures < 2 && error instanceof ApiError && (error.kind === "network" || error.status === 503);

/**
 * One cache a page; shared with the widgets that live outside React's tree (form-js fields). Without a line everything
 * fails at once and says so: by default a write would wait and go out, unseen, when the line comes back.
 */
export const queryClient = new QueryClient({
  defaultOptions: {
    queries: { retry: worthRetrying, staleTime: 5_000, networkMode: "always" },
    mutations: { networkMode: "always" },
  },
});
