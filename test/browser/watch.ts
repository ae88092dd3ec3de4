import assert from "node:assert/strict";
import type { BrowserContext, Page, Request } from "playwright-core";

/** An answer that a test asks for, such as the 401 of a session it ended. */
export interface Expected {
  status: number;
  method?: string;
  path: RegExp;
}

/** What a browser complains about while somebody works: the console, thrown errors, failed and refused requests. */
export class Watch {
  readonly #complaints: string[] = [];
  readonly #expected: Expected[] = [];
  readonly #answered = new WeakSet<Request>();

  constructor(context: BrowserContext) {
    context.on("page", (page) => this.#listen(page));
  }

  expect(...answers: Expected[]): void {
    this.#expected.push(...answers);
  }

  /** What was complained about until now was meant to happen: a line that the test cut. */
  forgive(): void {
    this.#complaints.length = 0;
  }

  /** @throws AssertionError naming everything that was complained about since the last time and not expected */
  assertCalm(): void {
    assert.deepEqual(this.#complaints.splice(0), []);
  }

  #listen(page: Page): void {
    page.on("console", (message) => {
      const heard = message.type() === "error" || message.type() === "warning";
      // Chromium repeats every refused request on the console; those are judged as answers below.
      if (heard && !message.text().startsWith("Failed to load resource: the server responded")) {
        this.#complaints.push(`console ${message.type()}: ${message.text()} (${message.location().url})`);
      }
    });
    page.on("pageerror", (error) => void this.#complaints.push(`thrown: ${error.stack ?? error.message}`));
    page.on("requestfailed", (request) => {
      const why = request.failure()?.errorText ?? "";
      // A page that is left, and a file that becomes a download, stop what they were loading or left unread.
      if (why === "net::ERR_ABORTED" && (request.method() === "GET" || this.#answered.has(request))) return;
      this.#complaints.push(`failed: ${request.method()} ${request.url()} ${why}`);
    });
    page.on("response", (response) => {
      this.#answered.add(response.request());
      if (response.status() < 400) return;
      const method = response.request().method();
      const path = new URL(response.url()).pathname;
      const known = this.#expected.some(
        (expected) =>
          expected.status === response.status() && (expected.method ?? method) === method && expected.path.test(path),
      );
      if (!known) this.#complaints.push(`refused: ${response.status()} ${method} ${path}`);
    });
  }
}
