import { z } from "zod";

export const certificateStates = {
  valid: "有效",
  changed: "已变更",
  reissued: "已补发",
  cancelled: "已注销",
  revoked: "已撤销",
  void: "作废",
} as const;
const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];
/** GET /api/public/verify/:token (32 hex digits): the state of today, masked. 404 CERTIFICATE_UNKNOWN for any other token. */
export const verifySchema = z.object({
  kind: z.string(),
  kindName: z.string(),
  number: z.string(),
  state: z.enum(keys(certificateStates)),
  issuedOn: z.string(),
  checkedAt: z.number(),
  facts: z.array(z.object({ label: z.string(), value: z.string() })),
});
export type VerifyAnswer = z.infer<typeof verifySchema>;
