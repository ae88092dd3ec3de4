/** Who waits for the jobs of a case, by the key of its instance, in this process. Told by the runner; nothing is polled. */
export class CaseWaiters {
  readonly #waiting = new Map<string, Set<() => void>>();

  /** Whether anybody waits for it. */
  has(rootKey: string): boolean {
    return this.#waiting.has(rootKey);
  }

  /** Answers when `release` is called for it, or after `milliseconds`. */
  wait(rootKey: string, milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => {
      clearTimeout(timer);
      waiters.delete(done);
      if (waiters.size === 0 && this.#waiting.get(rootKey) === waiters) this.#waiting.delete(rootKey);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const waiters = this.#waiting.get(rootKey) ?? new Set();
    this.#waiting.set(rootKey, waiters.add(done));
    return promise;
  }

  release(rootKey: string): void {
    const waiters = this.#waiting.get(rootKey);
    this.#waiting.delete(rootKey);
    for (const done of waiters ?? []) done();
  }

  releaseAll(): void {
    for (const rootKey of [...this.#waiting.keys()]) this.release(rootKey);
  }
}
