/** Time as a port. Business time and engine due dates come from here; leases and locks from the database's clock. */
export interface Clock {
  /** Milliseconds since the epoch, UTC. */
  now(): number;
}
export const systemClock: Clock = { now: () => Date.now() };

/** A clock that stands still until told; for tests. */
export class FixedClock implements Clock {
  #now: number;
  constructor(at: string | number) {
    this.#now = typeof at === "number" ? at : Date.parse(at);
  }
  now(): number {
    return this.#now;
  }
  set(at: string | number): void {
    this.#now = typeof at === "number" ? at : Date.parse(at);
  }
  forward(milliseconds: number): void {
    this.#now += milliseconds;
  }
}
