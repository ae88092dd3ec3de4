import { type VerifyAnswer, verifySchema } from "#domain/platform/verify.ts";

/** What became of asking for a certificate. */
export type Verification =
  | { kind: "found"; answer: VerifyAnswer }
  | { kind: "unknown" }
  | { kind: "busy"; seconds: number }
  | { kind: "unreachable" };

const longestWait = 15_000;
const tokenPattern = /^[0-9a-f]{32}$/;

/** The token of an address `/public/verify/<token>`, as it stands there; null where the address names none. */
export function tokenIn(path: string): string | null {
  return /^\/public\/verify\/([^/]+)\/?$/.exec(path)?.[1] ?? null;
}

/** Asks for the state of today. Never throws; a token that cannot exist is not sent. */
export async function verify(token: string): Promise<Verification> {
  if (!tokenPattern.test(token)) return { kind: "unknown" };
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), longestWait);
  try {
    const response = await fetch(`/api/public/verify/${token}`, {
      headers: { accept: "application/json" },
      cache: "no-store",
      credentials: "omit",
      signal: abort.signal,
    });
    if (response.status === 404) return { kind: "unknown" };
    if (response.status === 429) return { kind: "busy", seconds: Number(response.headers.get("retry-after")) || 60 };
    if (!response.ok) return { kind: "unreachable" };
    const parsed = verifySchema.safeParse(await response.json());
    return parsed.success ? { kind: "found", answer: parsed.data } : { kind: "unreachable" };
  } catch {
    // No network, no answer in time, or something between us that is not our server: to a citizen all the same.
    return { kind: "unreachable" };
  } finally {
    clearTimeout(timer);
  }
}
