import { numbersFrom } from "#db/seeds/survey/layout.ts";

/** Choices drawn from a seed: the same seed gives the same choices, so a run that failed can be told to another. */
export class Chance {
  readonly #next: () => number;

  constructor(seed: number) {
    this.#next = numbersFrom(seed);
  }

  /** A whole number from 0 to below `limit`. */
  below(limit: number): number {
    return Math.floor(this.#next() * limit);
  }

  pick<T>(list: readonly T[]): T {
    const picked = list[this.below(list.length)];
    if (picked === undefined) throw new RangeError("nothing to pick from");
    return picked;
  }

  /** True in `percent` of 100 cases. */
  happens(percent: number): boolean {
    return this.below(100) < percent;
  }

  /** The list in another order. */
  shuffled<T>(list: readonly T[]): T[] {
    const left = [...list];
    return list.map(() => left.splice(this.below(left.length), 1)[0]!);
  }

  /** A stream of choices of its own, so that what one client draws does not depend on how fast another is. */
  fork(): Chance {
    return new Chance(this.below(2 ** 32));
  }
}
