import type { BusinessTab } from "../platform/case/businessTabs.ts";
import { SurveyReview } from "../survey-filing/SurveyReview.tsx";

/** What the desk shows of single businesses beside what every case has. */
export const businessTabs: Readonly<Record<string, readonly BusinessTab[]>> = {
  "survey-filing": [{ key: "survey", label: "测绘成果", Content: SurveyReview }],
};
