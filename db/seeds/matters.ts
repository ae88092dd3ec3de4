import { businesses } from "#approval/businesses.ts";
import type { MatterPromise } from "#domain/platform/county.ts";

export interface SeededMatter extends MatterPromise {
  business: string;
}

/** What the matters promise in the demonstration county, as each business says itself. */
export const matters: readonly SeededMatter[] = [...businesses.values()].map(({ id, county }) => ({
  business: id,
  ...county.matter,
}));
