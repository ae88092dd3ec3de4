import { z } from "zod";
import { problemSchema } from "#domain/platform/cases.ts";
import type { DraftView } from "#domain/platform/drafts.ts";

/** The upload that counts, as far as its page looks into it. Areas in hundredths of m². */
const surveyViewSchema = z.object({
  fileName: z.string(),
  state: z.enum(["clean", "faulty"]),
  problems: problemSchema.shape.problems,
  adjustedRows: z.array(
    z.object({
      line: z.number(),
      floor: z.number(),
      stairUnit: z.string(),
      roomNo: z.string(),
      zone: z.string(),
      sharedArea: z.number(),
      computedArea: z.number(),
    }),
  ),
  statistics: z
    .array(
      z.object({
        label: z.string(),
        count: z.number(),
        grossArea: z.number(),
        sharedArea: z.number(),
        interiorArea: z.number(),
      }),
    )
    .nullable(),
});
export type SurveyOfDraft = z.infer<typeof surveyViewSchema>;

/** Null where the answer is not what the contract says. */
export const surveyOf = (survey: NonNullable<DraftView["survey"]>): SurveyOfDraft | null =>
  surveyViewSchema.safeParse(survey).data ?? null;
