/** One figure a line on standard output, so that machines can compare; progress goes to standard error. */
export const printFigures = (figures: Record<string, unknown>): void => console.log(JSON.stringify(figures));
export const progress = (sentence: string): void => console.error(sentence);

/** The value below which this share of the values lies; in the unit of the values. */
export function percentile(values: readonly number[], share: number): number {
  if (values.length === 0) throw new RangeError("no values");
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))]!;
}

/** Middle of several runs of the same work. */
export const median = (values: readonly number[]): number => percentile(values, 0.5);

export const rounded = (value: number, digits = 2): number => Number(value.toFixed(digits));
