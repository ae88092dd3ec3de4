import type { Page } from "playwright-core";

/** One file as it came over the line. */
export interface Loaded {
  /** "/assets/phone-….js" */
  path: string;
  /** As the browser sorts it: Script, Stylesheet, Document, XHR … */
  kind: string;
  /** Bytes on the line, headers included. */
  bytes: number;
  encoding: string | null;
}

/**
 * Reads the browser's own network log of a page, with an empty cache: what the shared worker of the live feed loads is
 * no page's and not in it.
 */
export async function networkLog(page: Page): Promise<Loaded[]> {
  const session = await page.context().newCDPSession(page);
  const begun = new Map<string, Omit<Loaded, "bytes">>();
  const loaded: Loaded[] = [];
  session.on("Network.responseReceived", ({ requestId, type, response }) => {
    const headers = new Map(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]));
    const encoding = headers.get("content-encoding") ?? null;
    begun.set(requestId, { path: new URL(response.url).pathname, kind: type, encoding });
  });
  session.on("Network.loadingFinished", ({ requestId, encodedDataLength }) => {
    const file = begun.get(requestId);
    if (file) loaded.push({ ...file, bytes: encodedDataLength });
  });
  await session.send("Network.enable");
  await session.send("Network.setCacheDisabled", { cacheDisabled: true });
  return loaded;
}

export const isScript = ({ kind, path }: Loaded): boolean => kind === "Script" || path.endsWith(".js");
export const bytesOf = (files: Loaded[]): number => files.reduce((sum, { bytes }) => sum + bytes, 0);
