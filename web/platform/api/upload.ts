import type { z } from "zod";
import { noConnection, refusal, unreadable } from "./problem.ts";
import { sessionGate } from "./sessionGate.ts";

/**
 * Sends a file as the body of a POST and reports progress (0…1), which `fetch` cannot do.
 * A lost session waits for the log-in and sends the file again. @throws ApiError
 */
export async function upload<T extends z.ZodType>(
  schema: T,
  path: string,
  file: File,
  onProgress: (share: number) => void,
): Promise<z.infer<T>> {
  for (;;) {
    const { status, text } = await sendFile(path, file, onProgress);
    if (status === 401) {
      await sessionGate.waitForLogin();
      continue;
    }
    const body = parse(text);
    if (status < 200 || status > 299) throw refusal(status, body);
    const parsed = schema.safeParse(body);
    if (!parsed.success) throw unreadable(status);
    return parsed.data;
  }
}

function sendFile(path: string, file: File, onProgress: (share: number) => void) {
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    const request = new XMLHttpRequest();
    request.open("POST", path);
    request.setRequestHeader("x-csrf-token", sessionGate.csrf());
    request.setRequestHeader("x-file-name", encodeURIComponent(file.name));
    request.setRequestHeader("content-type", file.type || "application/octet-stream");
    request.upload.onprogress = (event) => {
      if (event.lengthComputable) onProgress(event.loaded / event.total);
    };
    request.onload = () => resolve({ status: request.status, text: request.responseText });
    request.onerror = () => reject(noConnection());
    request.ontimeout = () => reject(noConnection());
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
