import type { Context as Http } from "koa";
import type { Download } from "../platform/route.ts";

/** Shown inside the browser; everything else is only ever saved. */
const shown = new Set(["application/pdf", "image/png", "image/jpeg"]);

/**
 * Hands out a file so that it can do nothing: its type is what we say, only pictures and PDF open in the page, and what
 * opens may load and run nothing. All but a PDF is sandboxed besides: the viewers of the older Chromium kernels that
 * offices use refuse to show one in a sandbox.
 */
export function sendFile(http: Http, { stream, name, mediaType, size }: Download): void {
  const inline = shown.has(mediaType) && http.query.save === undefined;
  const sandbox = mediaType === "application/pdf" ? "" : "; sandbox";
  http.status = 200;
  http.set({
    "Content-Type": mediaType,
    "Content-Disposition": `${inline ? "inline" : "attachment"}; ${fileNameParameters(name)}`,
    "Content-Security-Policy": `default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'${sandbox}`,
    "X-Frame-Options": "SAMEORIGIN",
    "Cache-Control": "no-store, private",
  });
  http.body = stream;
  // Koa drops the length of a stream that it is handed.
  if (size !== null) http.set("Content-Length", String(size));
}

/** RFC 6266 with RFC 5987: the Chinese name for those who understand it, a plain one for the rest. */
export function fileNameParameters(name: string): string {
  const plain = name.replace(/[^\x20-\x7e]/g, "_").replace(/["\\%]/g, "_");
  const encoded = encodeURIComponent(name.toWellFormed()).replace(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `filename="${plain}"; filename*=UTF-8''${encoded}`;
}
