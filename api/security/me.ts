import type { Actor } from "#approval/context.ts";
import { roles } from "#domain/platform/roles.ts";
import type { Me } from "#domain/platform/session.ts";
import type { ApiContext } from "../context.ts";
import { findSession, idleLimit, type SessionFacts } from "./sessions.ts";

/** The person at this browser, as the screens need them. */
export function meOf(session: SessionFacts, actor: Actor): Me {
  return {
    personId: actor.personId,
    name: actor.name,
    login: session.login,
    kind: actor.kind,
    org: { id: actor.orgId, code: actor.orgCode, name: actor.orgName },
    positions: actor.positions.map(({ role, orgCode, orgName }) => ({ role, roleName: roles[role], orgCode, orgName })),
    permissions: [...actor.permissions],
    mustChangePassword: session.mustChangePassword,
    csrf: session.csrf,
    idleSeconds: idleLimit[actor.kind] / 1000,
  };
}

/** As `meOf`, for a session that was opened just now. */
export async function readMe(ctx: ApiContext, token: string): Promise<Me> {
  const found = await ctx.database.read((read) => findSession(read, token, ctx.clock.now()));
  if (!found) throw new Error("A session that was just opened is not there.");
  return meOf(found.session, found.actor);
}
