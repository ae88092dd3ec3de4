import type { Context as Http } from "koa";
import { absoluteLimit } from "../security/sessions.ts";

/** The browser's half of a session. */
export interface SessionCookie {
  read(http: Http): string | undefined;
  /** Sets the token, or takes the cookie away. */
  hand(http: Http, token: string | null): void;
}

/**
 * Not readable by scripts, and strictly for our own pages: all pages are static, and what they fetch is same-site, so
 * that even a link from a chat or a QR code finds the person logged in. Behind https the name forbids any other host
 * or path to set it.
 */
export function sessionCookie({ overHttps }: { overHttps: boolean }): SessionCookie {
  const name = overHttps ? "__Host-anju" : "anju";
  return {
    read: (http) => http.cookies.get(name),
    hand(http, token) {
      const maxAge = token === null ? 0 : absoluteLimit / 1000;
      const attributes = [
        "Path=/",
        "HttpOnly",
        "SameSite=Strict",
        `Max-Age=${maxAge}`,
        ...(overHttps ? ["Secure"] : []),
      ];
      http.append("Set-Cookie", `${name}=${token ?? ""}; ${attributes.join("; ")}`);
    },
  };
}
