/**
 * The three kinds of failure (`docs/decisions`): a business error is told to the person and caught on the diagram,
 * a try-again error is repeated by machines, anything else is a defect.
 */

/** Where bad input stands. Every part is optional; what is given is shown. */
export interface Problem {
  code: string;
  /** A Chinese sentence for the person who has to mend it. Never contains personal data. */
  message: string;
  field?: string;
  file?: string;
  sheet?: string;
  row?: number;
  column?: string;
  value?: string;
  rule?: string;
}

/** Expected refusal. `code` is stable; `message` is a Chinese sentence. 409 = state, 422 = input, 403/404 = access. */
export class BusinessError extends Error {
  readonly code: string;
  readonly status: 400 | 401 | 403 | 404 | 409 | 413 | 422 | 429;
  readonly problems: Problem[];
  /** Seconds after which a repeat makes sense (rate limits, lock-outs). */
  readonly retryAfter: number | undefined;
  constructor(
    code: string,
    message: string,
    options: { status?: BusinessError["status"]; problems?: Problem[]; retryAfter?: number } = {},
  ) {
    super(message);
    this.name = "BusinessError";
    this.code = code;
    this.status = options.status ?? 409;
    this.problems = options.problems ?? [];
    this.retryAfter = options.retryAfter;
  }
}

/** Something outside did not answer. Nothing was stored; the same call may be repeated as it is. */
export class TryAgainError extends Error {
  constructor(message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = "TryAgainError";
  }
}
