/** After this long without a key or a click a person counts as away, in milliseconds. */
const AWAY = 120_000;

/** Whether somebody sits at this page. */
export class Presence {
  #lastAct = Date.now();
  #waiting = new Set<() => void>();

  constructor() {
    window.addEventListener("keydown", this.#act);
    window.addEventListener("pointerdown", this.#act);
  }

  /** Now, or when the person comes back. */
  whenHere(run: () => void): void {
    if (Date.now() - this.#lastAct <= AWAY) run();
    else this.#waiting.add(run);
  }

  close(): void {
    window.removeEventListener("keydown", this.#act);
    window.removeEventListener("pointerdown", this.#act);
  }

  readonly #act = (): void => {
    this.#lastAct = Date.now();
    const waiting = this.#waiting;
    this.#waiting = new Set();
    for (const run of waiting) run();
  };
}
