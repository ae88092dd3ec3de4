import { Writable } from "node:stream";

const names: Record<number, string> = { 10: "trace", 20: "debug", 30: "info", 40: "warn", 50: "error", 60: "fatal" };
const colours: Record<number, string> = { 40: "\x1b[33m", 50: "\x1b[31m", 60: "\x1b[31m" };

/** Turns pino's JSON lines into lines for a person at a terminal: `09:15:02 warn long transaction milliseconds=70`. */
export function prettyLine(json: string): string {
  const { level, time, msg, err, ...fields } = JSON.parse(json) as Record<string, unknown> & { level: number };
  const at = new Date(Number(time)).toLocaleTimeString("zh-CN", { hour12: false, timeZone: "Asia/Shanghai" });
  const rest = Object.entries(fields).map(([key, value]) => `${key}=${isPlain(value) ? value : JSON.stringify(value)}`);
  const head = `${colours[level] ?? ""}${at} ${names[level] ?? level} ${String(msg ?? "")}${colours[level] ? "\x1b[0m" : ""}`;
  return [[head, ...rest].join(" "), ...errorLines(err)].join("\n");
}

const isPlain = (value: unknown): boolean => ["string", "number", "boolean"].includes(typeof value);

function errorLines(err: unknown): string[] {
  if (typeof err !== "object" || err === null) return [];
  const { type, message, stack, cause } = err as { type?: string; message?: string; stack?: string[]; cause?: unknown };
  return [`  ${type}: ${message}`, ...(stack ?? []).map((frame) => `    ${frame}`), ...errorLines(cause)];
}

export function prettyStream(out: NodeJS.WritableStream): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      for (const line of chunk.toString("utf8").split("\n")) if (line !== "") out.write(`${prettyLine(line)}\n`);
      done();
    },
  });
}
