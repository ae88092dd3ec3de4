import { type DestinationStream, type Logger, pino } from "pino";
import { describeError } from "./errors.ts";
import { prettyStream } from "./pretty.ts";
import { scrubLine } from "./scrub.ts";

export interface LogOptions {
  /** pino's level; `silent` for tests. */
  level?: string;
  /** Lines for a person instead of JSON; by default where standard output is a terminal. */
  pretty?: boolean;
  /** Standard output where left out. */
  destination?: DestinationStream;
}

/** Keys that never carry anything a log may keep, wherever they stand in what is logged. */
const personal = [
  "name",
  "personName",
  "applicantName",
  "login",
  "phone",
  "idNumber",
  "account",
  "password",
  "current",
  "next",
  "token",
  "csrf",
  "cookie",
  "authorization",
  "address",
  "body",
  "form",
  "data",
  "opinion",
  "content",
  "variables",
  "value",
];

/**
 * The log of one process. Log calls name keys, codes and durations; what is personal is removed wherever it appears
 * all the same: by key, from errors, and by shape from whole lines (`design.md` §7).
 */
export function createLog({ level = "info", pretty, destination }: LogOptions = {}): Logger {
  const wantsPretty = pretty ?? process.stdout.isTTY === true;
  const out = destination ?? (wantsPretty ? prettyStream(process.stdout) : pino.destination({ dest: 1, sync: true }));
  return pino(
    {
      level,
      base: null,
      redact: { paths: personal.flatMap((key) => [key, `*.${key}`, `*.*.${key}`]), censor: "‹…›" },
      serializers: { err: describeError, error: describeError },
      hooks: { streamWrite: scrubLine },
    },
    out,
  );
}
