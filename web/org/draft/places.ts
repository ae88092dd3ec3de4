import type { Problem } from "../../platform/api/problem.ts";
import type { Step, StepKey } from "./steps.ts";

/** The part of the application in which a problem is mended; null where it is none of them. */
export function placeOf(problem: Problem, steps: readonly Step[]): StepKey | null {
  const has = (key: StepKey) => (steps.some((step) => step.key === key) ? key : null);
  if (problem.file !== undefined || problem.sheet !== undefined || problem.field === "survey") return has("survey");
  if (problem.code === "TABLE_MISSING") return has("survey");
  if (slotOf(problem) !== null) return has("materials");
  return problem.field === undefined ? null : "form";
}

/** Sentences by field, as a form shows them. */
export function byField(problems: readonly Problem[]): Map<string, string[]> {
  const sentences = new Map<string, string[]>();
  for (const { field, message } of problems) {
    if (field !== undefined) sentences.set(field, [...(sentences.get(field) ?? []), message]);
  }
  return sentences;
}

/** `materials.planPermit` → `planPermit`; null for any other field. */
export const slotOf = ({ field }: Problem): string | null => /^materials\.(.+)$/.exec(field ?? "")?.[1] ?? null;
