import type { Middleware } from "koa";

/**
 * Pages load only from here. Inline styles are allowed because antd writes its styles into the page at run time; they
 * can change how a page looks, not what it does. Scripts are files of ours, without exception. `blob:` shows files
 * that were fetched with the session (previews).
 */
const pagePolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self' 'unsafe-inline'",
  "img-src 'self' data: blob:",
  "font-src 'self' data:",
  "connect-src 'self'",
  "frame-src 'self' blob:",
  "worker-src 'self'",
  "manifest-src 'self'",
  "base-uri 'none'",
  "form-action 'self'",
  "frame-ancestors 'none'",
].join("; ");

/** What every answer carries. A route that hands out files replaces the policy (`http/files.ts`). */
export function securityHeaders({ overHttps }: { overHttps: boolean }): Middleware {
  return async (http, next) => {
    http.set({
      "Content-Security-Policy": pagePolicy,
      "X-Frame-Options": "DENY",
      "X-Content-Type-Options": "nosniff",
      "Referrer-Policy": "no-referrer",
      "Cross-Origin-Opener-Policy": "same-origin",
      "Cross-Origin-Resource-Policy": "same-origin",
      "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
      "X-Robots-Tag": "noindex",
    });
    // Over plain http a browser ignores it, and a county that starts without a certificate must not lock itself out.
    if (overHttps) http.set("Strict-Transport-Security", "max-age=31536000");
    await next();
  };
}
