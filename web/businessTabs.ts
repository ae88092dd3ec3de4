import { lazy } from "react";
import type { BusinessTab } from "./platform/case/businessTabs.ts";

const SurveyReview = lazy(() =>
  import("./survey-filing/SurveyReview.tsx").then((part) => ({ default: part.SurveyReview })),
);

/** What desk and phone show of single businesses beside what every case has; loaded when it is opened first. */
export const businessTabs: Readonly<Record<string, readonly BusinessTab[]>> = {
  "survey-filing": [{ key: "survey", label: "测绘成果", Content: SurveyReview }],
};
