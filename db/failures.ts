/** MySQL: lock wait timeout and deadlock. */
const CONTENTION_ERRNO = new Set([1205, 1213]);
/** SQLite: SQLITE_BUSY and SQLITE_LOCKED, in the low byte of the extended code. */
const CONTENTION_ERRCODE = new Set([5, 6]);
const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "EPIPE",
  "ETIMEDOUT",
  "EAI_AGAIN",
  "ENOTFOUND",
  "PROTOCOL_CONNECTION_LOST",
  "ER_CON_COUNT_ERROR",
]);
/** MySQL ER_DUP_ENTRY; SQLite SQLITE_CONSTRAINT_UNIQUE and SQLITE_CONSTRAINT_PRIMARYKEY. */
const DUPLICATE_ERRNO = 1062;
const DUPLICATE_ERRCODE = new Set([2067, 1555]);

/** Another transaction was in the way and this one was rolled back: the same work may be repeated as a whole. */
export function isContention(error: unknown): boolean {
  return some(
    error,
    ({ errno, errcode }) =>
      (typeof errno === "number" && CONTENTION_ERRNO.has(errno)) ||
      (typeof errcode === "number" && CONTENTION_ERRCODE.has(errcode & 0xff)),
  );
}

/** The database server did not answer. */
export function isUnreachable(error: unknown): boolean {
  return some(error, ({ code }) => typeof code === "string" && UNREACHABLE.has(code));
}

/** A unique key was violated, through the entity manager or plain SQL. For turning a lost race into a business error. */
export function isDuplicate(error: unknown): boolean {
  return some(
    error,
    ({ errno, errcode }) =>
      errno === DUPLICATE_ERRNO || (typeof errcode === "number" && DUPLICATE_ERRCODE.has(errcode)),
  );
}

interface DriverFailure {
  errno?: unknown;
  errcode?: unknown;
  code?: unknown;
}

/** Looks at an error and at its causes. */
function some(error: unknown, test: (failure: DriverFailure) => boolean): boolean {
  for (let current = error; current instanceof Error; current = current.cause) {
    if (test(current as Error & DriverFailure)) return true;
  }
  return false;
}
