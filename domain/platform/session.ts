import { z } from "zod";
import { permissions } from "./permissions.ts";
import { roles } from "./roles.ts";

/** POST /api/session. Answers `me` and sets the cookie; wrong name and wrong password read the same. */
export const loginSchema = z.object({
  login: z.string().trim().min(1).max(60),
  password: z.string().min(1).max(200),
  device: z.enum(["desk", "phone"]).default("desk"),
});
/** POST /api/session/password. */
export const changePasswordSchema = z.object({ current: z.string().max(200), next: z.string().max(200) });

const keys = <T extends object>(table: T) => Object.keys(table) as [keyof T & string, ...(keyof T & string)[]];

/** GET /api/session. `csrf` goes back in header `x-csrf-token` of every write. */
export const meSchema = z.object({
  personId: z.number(),
  name: z.string(),
  login: z.string(),
  kind: z.enum(["staff", "outside"]),
  org: z.object({ id: z.number(), code: z.string(), name: z.string() }),
  positions: z.array(
    z.object({ role: z.enum(keys(roles)), roleName: z.string(), orgCode: z.string(), orgName: z.string() }),
  ),
  permissions: z.array(z.enum(keys(permissions))),
  mustChangePassword: z.boolean(),
  csrf: z.string(),
  /** Seconds without a request after which the session ends. */
  idleSeconds: z.number(),
});
export type Me = z.infer<typeof meSchema>;
