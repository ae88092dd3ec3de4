/** Who waits for the jobs of a case, in this process. Told by the runner; nothing is polled. */
export class CaseWaiters {
  readonly #waiting = new Map<number, Set<() => void>>();

  /** Whether anybody waits for this case. */
  has(caseId: number): boolean {
    return this.#waiting.has(caseId);
  }

  /** Answers when `release` is called for the case, or after `milliseconds`. */
  wait(caseId: number, milliseconds: number): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const done = () => {
      clearTimeout(timer);
      waiters.delete(done);
      if (waiters.size === 0 && this.#waiting.get(caseId) === waiters) this.#waiting.delete(caseId);
      resolve();
    };
    const timer = setTimeout(done, milliseconds);
    const waiters = this.#waiting.get(caseId) ?? new Set();
    this.#waiting.set(caseId, waiters.add(done));
    return promise;
  }

  release(caseId: number): void {
    const waiters = this.#waiting.get(caseId);
    this.#waiting.delete(caseId);
    for (const done of waiters ?? []) done();
  }

  releaseAll(): void {
    for (const caseId of [...this.#waiting.keys()]) this.release(caseId);
  }
}
