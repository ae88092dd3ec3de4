import { queryOptions, useQuery } from "@tanstack/react-query";
import { z } from "zod";
import { caseViewSchema } from "#domain/platform/cases.ts";
import { call } from "./client.ts";

export const caseKey = (caseId: number) => ["case", caseId];

export const caseQuery = (caseId: number) =>
  queryOptions({
    queryKey: caseKey(caseId),
    queryFn: ({ signal }) => call(caseViewSchema, `/api/cases/${caseId}`, { signal }),
  });

/** A case as the caller may see it; asked again while jobs are under way. */
export const useCase = (caseId: number) =>
  useQuery({
    ...caseQuery(caseId),
    refetchInterval: ({ state }) => (state.data?.pending ? 1500 : false),
  });

export const diagramSchema = z.object({ xml: z.string(), done: z.array(z.string()), current: z.array(z.string()) });

export const useDiagram = (caseId: number, version: number) =>
  useQuery({
    queryKey: [...caseKey(caseId), "diagram", version],
    queryFn: ({ signal }) => call(diagramSchema, `/api/cases/${caseId}/diagram`, { signal }),
  });
