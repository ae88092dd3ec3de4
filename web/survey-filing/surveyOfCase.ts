import { useQuery } from "@tanstack/react-query";
import { surveyViewSchema } from "#domain/survey-filing.ts";
import { caseKey } from "../platform/api/cases.ts";
import { call } from "../platform/api/client.ts";

/** What was handed in with a survey filing, for those who handle it. */
export const useSurveyOfCase = (caseId: number) =>
  useQuery({
    queryKey: [...caseKey(caseId), "survey"],
    queryFn: ({ signal }) => call(surveyViewSchema, `/api/survey-filing/cases/${caseId}`, { signal }),
    staleTime: 60_000,
  });
