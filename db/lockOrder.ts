/** The kinds of lock in the only order in which a transaction may take them (`kernel.md`, Transactions and locks). */
export const lockKinds = ["instance", "case", "task", "register", "sequence"] as const;
export type LockKind = (typeof lockKinds)[number];

/** What is locked within its kind: an id, an engine key, or parts such as (table, id) or (kind, region, year). */
export type LockKey = number | string | readonly (number | string)[];

/** A defect: two transactions that take locks in different orders can wait for each other for ever. */
export class LockOrderError extends Error {
  constructor(wanted: string, held: string[]) {
    super(`The lock on ${wanted} comes too late. Held in this order: ${held.join(", ")}.`);
    this.name = "LockOrderError";
  }
}

interface Lock {
  kind: LockKind;
  parts: readonly (number | string)[];
}

/**
 * The locks of one transaction: root instance → case → tasks by id → registers by (table, key) → sequences last.
 * Within a kind by ascending key. It only keeps the record; the row itself is locked by a query of its owner.
 */
export class LockOrder {
  #last: Lock | undefined;
  readonly #held = new Map<string, "locked" | "created">();

  /**
   * Records that a lock is about to be taken. False where it is held already: then nothing need be done.
   * @throws LockOrderError where a later lock is held already; nothing is recorded then
   */
  take(kind: LockKind, key: LockKey): boolean {
    const lock = lockOf(kind, key);
    const name = nameOf(lock);
    if (this.#held.has(name)) return false;
    if (this.#last && compareLocks(this.#last, lock) > 0) throw new LockOrderError(name, this.describe());
    this.#held.set(name, "locked");
    this.#last = lock;
    return true;
  }

  /** Records a row that this transaction inserted: it counts as held, and nobody else can wait for it, so it has no place in the order. */
  created(kind: LockKind, key: LockKey): void {
    this.#held.set(nameOf(lockOf(kind, key)), "created");
  }

  holds(kind: LockKind, key: LockKey): boolean {
    return this.#held.has(nameOf(lockOf(kind, key)));
  }

  /** What is held, in the order in which it was taken: `["case 12", "task 7", "register building/3"]`. */
  describe(): string[] {
    return [...this.#held].map(([name, how]) => (how === "created" ? `${name} (created)` : name));
  }
}

const lockOf = (kind: LockKind, key: LockKey): Lock => ({ kind, parts: typeof key === "object" ? key : [key] });
const nameOf = ({ kind, parts }: Lock): string => `${kind} ${parts.join("/")}`;

function compareLocks(a: Lock, b: Lock): number {
  const byKind = lockKinds.indexOf(a.kind) - lockKinds.indexOf(b.kind);
  if (byKind !== 0) return byKind;
  for (const [index, part] of a.parts.entries()) {
    const byPart = compareParts(part, b.parts[index] ?? "");
    if (byPart !== 0) return byPart;
  }
  return a.parts.length - b.parts.length;
}

/** Numbers, and engine keys (digits as text), by value; other text by code unit, as the binary collation does. */
function compareParts(a: number | string, b: number | string): number {
  const [left, right] = [String(a), String(b)];
  if (/^\d+$/.test(left) && /^\d+$/.test(right) && left.length !== right.length) return left.length - right.length;
  return left < right ? -1 : left > right ? 1 : 0;
}
