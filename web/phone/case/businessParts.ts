import { lazy } from "react";
import type { BusinessTab } from "../../platform/case/businessTabs.ts";

/** What the phone shows of single businesses beside what every case has. */
export const businessParts: Readonly<Record<string, readonly BusinessTab[]>> = {
  "survey-filing": [
    {
      key: "survey",
      label: "测绘成果",
      Content: lazy(() =>
        import("../../survey-filing/SurveyReview.tsx").then((part) => ({ default: part.SurveyReview })),
      ),
    },
  ],
};
