import { apportion, shareOf } from "#domain/rules/apportionment.ts";
import { addAreas } from "#domain/rules/area.ts";

/** The units of one zone: interior areas floor by floor, hundredths of m². */
export type Layout = readonly (readonly number[])[];

/**
 * A small generator of numbers in [0, 1) (mulberry32). The demonstration building must come out the same on every
 * machine and in every year, so it uses neither `Math.random` nor a library that may change.
 */
export function numbersFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** Cuts a floor's interior area into units of about the given sizes, each off by up to `spread`, summing exactly. */
export function cutFloor(interior: number, sizes: readonly number[], spread: number, next: () => number): number[] {
  const weights = sizes.map((size) => Math.round(size * (1 - spread + 2 * spread * next())));
  return apportion(interior, weights);
}

/**
 * Draws layouts from seed 1 upward until one whose shares, each K × S half up, sum to the common area without a
 * residual: then no row has to be adjusted (SUR-09). About one in seven single floors does, one in fifty of the
 * residential layouts, where eighteen equal floors multiply every rounding.
 */
export function layoutWithoutResidual(commonArea: number, draw: (next: () => number) => Layout): Layout {
  for (let seed = 1; seed <= 100_000; seed++) {
    const layout = draw(numbersFrom(seed));
    const interiors = layout.flat();
    const coefficient = { numerator: BigInt(commonArea), denominator: BigInt(addAreas(interiors)) };
    if (addAreas(interiors.map((interior) => shareOf(coefficient, interior))) === commonArea) return layout;
  }
  throw new Error("no layout without a residual: the printed figures and the zones do not fit each other");
}
