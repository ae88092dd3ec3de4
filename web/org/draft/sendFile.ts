import type { z } from "zod";
import { meSchema } from "#domain/platform/session.ts";
import { call } from "../../platform/api/client.ts";
import { noConnection, refusal, unreadable } from "../../platform/api/problem.ts";
import { sessionGate } from "../../platform/api/sessionGate.ts";

export interface Sending {
  /** From 0 to 1. */
  onProgress(share: number): void;
  /** Ends the upload; the promise then fails with the signal's reason. */
  signal: AbortSignal;
}

/**
 * Sends a file as the body of a POST, with progress and a way to stop, which `fetch` cannot both do. A lost session
 * waits for the log-in and sends the file again; so does, once, a token that another tab's log-in made old.
 * @throws ApiError; the signal's reason where it was stopped
 */
export async function sendFile<T extends z.ZodType>(
  schema: T,
  path: string,
  file: File,
  sending: Sending,
): Promise<z.infer<T>> {
  let mayRenew = true;
  for (;;) {
    const { status, text } = await sendOnce(path, file, sending);
    const body = parse(text);
    if (status === 401) {
      await sessionGate.waitForLogin();
      sending.signal.throwIfAborted();
    } else if (status === 403 && mayRenew && saysCsrf(body)) {
      mayRenew = false;
      sessionGate.setCsrf((await call(meSchema, "/api/session")).csrf);
    } else {
      if (status < 200 || status > 299) throw refusal(status, body);
      const parsed = schema.safeParse(body);
      if (!parsed.success) throw unreadable(status);
      return parsed.data;
    }
  }
}

function sendOnce(path: string, file: File, { onProgress, signal }: Sending) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    signal.throwIfAborted();
    const request = new XMLHttpRequest();
    const stop = () => request.abort();
    const settled = () => signal.removeEventListener("abort", stop);
    signal.addEventListener("abort", stop);
    request.open("POST", path);
    request.setRequestHeader("accept", "application/json");
    request.setRequestHeader("x-csrf-token", sessionGate.csrf());
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = ({ lengthComputable, loaded, total }) => {
      if (lengthComputable) onProgress(loaded / total);
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(noConnection());
    request.ontimeout = () => reject(noConnection());
    request.onabort = () => reject(signal.reason);
    request.onloadend = settled;
    request.send(file);
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

const saysCsrf = (body: unknown): boolean =>
  typeof body === "object" && body !== null && "code" in body && String(body.code).startsWith("CSRF");
