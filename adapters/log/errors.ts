import { BusinessError, TryAgainError } from "#domain/errors.ts";
import { scrubMessage } from "./scrub.ts";

export interface LoggedError {
  type: string;
  code?: string;
  message: string;
  /** Where it was thrown: file and line, without the message. */
  stack: string[];
  cause?: LoggedError;
}

const FRAMES = 20;
const DEPTH = 4;

/**
 * An error as the log keeps it: what it is and where it came from, never what it was about. Sentences of our own
 * errors hold no data by contract; all others are scrubbed (a driver puts the row into its message).
 */
export function describeError(error: unknown, depth = 0): LoggedError {
  if (!(error instanceof Error)) return { type: typeof error, message: "", stack: [] };
  const ours = error instanceof BusinessError || error instanceof TryAgainError;
  const described: LoggedError = {
    type: error.constructor.name || error.name,
    message: ours ? error.message : scrubMessage(error.message),
    stack: framesOf(error),
  };
  if ("code" in error && (typeof error.code === "string" || typeof error.code === "number")) {
    described.code = String(error.code).slice(0, 60);
  }
  if (error.cause !== undefined && depth < DEPTH) described.cause = describeError(error.cause, depth + 1);
  return described;
}

/** The lines of the stack that name a place; the message above them may hold anything. */
function framesOf(error: Error): string[] {
  return (error.stack ?? "")
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => /^at .*(:\d+:\d+\)?|\(<anonymous>\)|\(native\))$/.test(line))
    .slice(0, FRAMES);
}
