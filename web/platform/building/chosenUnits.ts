import { z } from "zod";

/** One unit picked on a building table. */
const chosenUnitSchema = z.object({ unitId: z.coerce.number(), forCommittee: z.coerce.boolean().default(false) });
export type ChosenUnit = z.infer<typeof chosenUnitSchema>;

/** The value of a unit picker; whatever else stands there counts as nothing chosen. */
export function chosenUnits(value: unknown): ChosenUnit[] {
  const parsed = z.array(chosenUnitSchema).safeParse(value);
  return parsed.success ? parsed.data : [];
}

/** Every unit that a case's form data choose, under whatever field: marked on its building table. */
export function unitsChosenIn(data: Record<string, unknown>): ChosenUnit[] {
  return Object.values(data).flatMap((value) =>
    Array.isArray(value) &&
    value.length > 0 &&
    typeof value[0] === "object" &&
    value[0] !== null &&
    "unitId" in value[0]
      ? chosenUnits(value)
      : [],
  );
}
