import { type VerifyAnswer, verifySchema } from "#domain/platform/verify.ts";

export type Answer =
  | { kind: "certificate"; certificate: VerifyAnswer }
  | { kind: "unknown" }
  /** The server did not answer, or asked to come back later. */
  | { kind: "failed"; message: string };

/** The state of today of the certificate behind a token. Never throws. */
export async function verify(token: string): Promise<Answer> {
  if (!/^[0-9a-f]{32}$/.test(token)) return { kind: "unknown" };
  try {
    const response = await fetch(`/api/public/verify/${token}`, { headers: { accept: "application/json" } });
    if (response.status === 404) return { kind: "unknown" };
    if (response.status === 429) return { kind: "failed", message: "查询过于频繁,请稍后再试。" };
    const parsed = verifySchema.safeParse(response.ok ? await response.json() : null);
    if (parsed.success) return { kind: "certificate", certificate: parsed.data };
    return { kind: "failed", message: "系统暂时无法核验,请稍后再试。" };
  } catch {
    return { kind: "failed", message: "无法连接服务器,请检查网络后重试。" };
  }
}
