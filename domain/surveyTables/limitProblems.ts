import type { Problem } from "../errors.ts";

/** More than a person will mend before uploading again, and little enough to send and show. */
export const MOST_PROBLEMS = 1000;

/** The first problems of a list that got out of hand, with a last one that says how many there are in all. */
export function limitProblems(problems: readonly Problem[], most: number = MOST_PROBLEMS): Problem[] {
  if (problems.length <= most) return [...problems];
  const message = `问题过多:共 ${problems.length} 个,仅列出前 ${most} 个,请先改正。`;
  return [...problems.slice(0, most), { code: "TOO_MANY_PROBLEMS", message }];
}
