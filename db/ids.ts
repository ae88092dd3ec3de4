/** Keys fetched at once. A process that stops loses what is left of its block: keys are unique, not gap-free. */
export const BLOCK = 1000;
/** Keys that must be at hand before a transaction opens. */
const LOW_WATER = 500;

/** A transaction used up what was fetched for it. `transact` rolls it back, fetches more and repeats it by itself. */
export class IdsExhaustedError extends Error {
  constructor() {
    super(
      "This transaction needs more keys than were fetched before it opened; give transact { ids } to fetch them at once.",
    );
    this.name = "IdsExhaustedError";
  }
}

interface Block {
  next: number;
  end: number;
}

/**
 * Primary keys for one process, taken from the database in blocks, so that a key costs no round trip.
 * Blocks of different processes never overlap; keys grow with time only roughly, so nothing orders by them alone.
 */
export class IdAllocator {
  readonly #take: (count: number) => Promise<number>;
  #blocks: Block[] = [];
  #fetching: Promise<void> | undefined;

  /** `take(count)` reserves that many keys in the database, outside any transaction, and answers the first. */
  constructor(take: (count: number) => Promise<number>) {
    this.#take = take;
  }

  /** Fetches until at least `count` keys are at hand. Before a transaction, never inside. */
  async ensure(count = 0): Promise<void> {
    const wanted = Math.max(count, LOW_WATER);
    while (this.#available() < wanted) {
      this.#fetching ??= this.#fetch(Math.max(BLOCK, wanted - this.#available())).finally(() => {
        this.#fetching = undefined;
      });
      await this.#fetching;
    }
  }

  /** The next key. @throws IdsExhaustedError */
  next(): number {
    const [block] = this.#blocks;
    if (!block) throw new IdsExhaustedError();
    const id = block.next++;
    if (block.next === block.end) this.#blocks.shift();
    return id;
  }

  #available(): number {
    return this.#blocks.reduce((sum, block) => sum + block.end - block.next, 0);
  }

  async #fetch(count: number): Promise<void> {
    const first = await this.#take(count);
    this.#blocks.push({ next: first, end: first + count });
  }
}
