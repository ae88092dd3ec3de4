import { z } from "zod";
import type { DraftView } from "#domain/platform/drafts.ts";

const place = {
  file: z.string().optional(),
  sheet: z.string().optional(),
  row: z.number().optional(),
  column: z.string().optional(),
  value: z.string().optional(),
};
/** One thing wrong in the tables, and where. */
export const surveyProblemSchema = z.object({
  ...place,
  code: z.string().optional(),
  message: z.string(),
  rule: z.string().optional(),
});
export type SurveyProblem = z.infer<typeof surveyProblemSchema>;

/** A row flagged 调整, which the first reviewer passes with a reason. */
const adjustedRowSchema = z.looseObject({
  ...place,
  roomNo: z.string().optional(),
  message: z.string().optional(),
});
const useLineSchema = z
  .object({
    label: z.string().optional(),
    use: z.string().nullish(),
    count: z.number().optional(),
    units: z.number().optional(),
    grossArea: z.number(),
    sharedArea: z.number(),
    interiorArea: z.number(),
  })
  .transform(({ label, use, count, units, ...areas }) => ({
    ...areas,
    label: label ?? use ?? "",
    count: count ?? units ?? 0,
  }));

export interface Survey {
  fileName: string;
  clean: boolean;
  problems: SurveyProblem[];
  adjustedRows: z.infer<typeof adjustedRowSchema>[];
  statistics: z.infer<typeof useLineSchema>[];
}

/** The upload that counts, ready for the screen; a line that cannot be read is left out. */
export function surveyOf({ survey }: DraftView): Survey | null {
  if (!survey) return null;
  return {
    fileName: survey.fileName,
    clean: survey.state === "clean",
    problems: readable(surveyProblemSchema, survey.problems),
    adjustedRows: readable(adjustedRowSchema, survey.adjustedRows),
    statistics: readable(useLineSchema, survey.statistics ?? []),
  };
}

const readable = <T extends z.ZodType>(schema: T, rows: unknown[]): z.infer<T>[] =>
  rows.flatMap((row) => {
    const parsed = schema.safeParse(row);
    return parsed.success ? [parsed.data] : [];
  });
