import { changePasswordSchema, loginSchema, meSchema } from "#domain/platform/session.ts";
import { changePassword } from "../security/changePassword.ts";
import { auditSession, openByPassword } from "../security/login.ts";
import { meOf, readMe } from "../security/me.ts";
import { endSession } from "../security/sessions.ts";
import { nothing, route } from "./route.ts";

export const sessionRoutes = [
  route({
    method: "POST",
    path: "/api/session",
    permission: "public",
    body: loginSchema,
    answer: meSchema,
    handler: async (ctx, _actor, { body, source, session, handToken }) => {
      const { token } = await openByPassword(ctx, { ...body, source, replaces: session });
      const me = await readMe(ctx, token);
      handToken(token);
      return me;
    },
  }),

  route({
    method: "GET",
    path: "/api/session",
    permission: "session",
    answer: meSchema,
    beforePasswordChange: true,
    handler: async (_ctx, actor, { session }) => meOf(session!, actor),
  }),

  route({
    method: "DELETE",
    path: "/api/session",
    permission: "session",
    answer: nothing,
    beforePasswordChange: true,
    handler: async (ctx, actor, { session, handToken }) => {
      await ctx.database.transact(async (tx) => {
        await auditSession(tx, actor, "session.ended");
        await endSession(tx, session!.tokenHash);
      });
      handToken(null);
    },
  }),

  route({
    method: "POST",
    path: "/api/session/password",
    permission: "session",
    body: changePasswordSchema,
    answer: nothing,
    beforePasswordChange: true,
    handler: (ctx, actor, { body, session }) => changePassword(ctx, actor, session!, body),
  }),
];
