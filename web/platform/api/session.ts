import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { z } from "zod";
import { type changePasswordSchema, type loginSchema, type Me, meSchema } from "#domain/platform/session.ts";
import { forgetWork } from "../session/forgetWork.ts";
import { call, callVoid } from "./client.ts";
import { doorOf } from "./door.ts";
import { ApiError } from "./problem.ts";
import { sessionGate } from "./sessionGate.ts";

export type Credentials = Omit<z.input<typeof loginSchema>, "device">;
const sessionKey = ["session"];

/** Says that this browser had a session once. Without it the server is not asked in vain. */
const marker = "anju.session";

async function readMe(): Promise<Me | null> {
  if (localStorage.getItem(marker) === null) return null;
  try {
    const me = await call(meSchema, "/api/session", { anonymous: true });
    sessionGate.setCsrf(me.csrf);
    return me;
  } catch (error) {
    if (!(error instanceof ApiError) || error.status !== 401) throw error;
    localStorage.removeItem(marker);
    return null;
  }
}

/** Opens a session and keeps its csrf token. Says why not with the server's own sentence. */
export async function login(credentials: Credentials): Promise<Me> {
  const me = await call(meSchema, "/api/session", {
    method: "POST",
    body: { ...credentials, device: doorOf(window.location.pathname) === "/m" ? "phone" : "desk" },
    anonymous: true,
  });
  sessionGate.setCsrf(me.csrf);
  localStorage.setItem(marker, "1");
  return me;
}

/** The person at this browser; null without a session. */
export const useSession = () =>
  useQuery({ queryKey: sessionKey, queryFn: readMe, staleTime: Number.POSITIVE_INFINITY });

export function useLogin() {
  const client = useQueryClient();
  return useMutation({ mutationFn: login, onSuccess: (me) => client.setQueryData(sessionKey, me) });
}

/** A session that ends because this page ends it is no surprise. */
export const logoutKey = ["session", "logout"];

export function useLogout() {
  return useMutation({
    mutationKey: logoutKey,
    mutationFn: () => callVoid("/api/session", { method: "DELETE", anonymous: true }),
    onSettled: () => {
      forgetWork();
      localStorage.removeItem(marker);
      window.location.assign(doorOf(window.location.pathname));
    },
  });
}

export function useChangePassword() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (body: z.input<typeof changePasswordSchema>) =>
      callVoid("/api/session/password", { method: "POST", body }),
    onSuccess: () => client.invalidateQueries({ queryKey: sessionKey }),
  });
}
