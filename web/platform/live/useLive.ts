import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";
import type { LiveEvent } from "#domain/platform/live.ts";
import { countsKey, readCounts } from "../api/inbox.ts";
import { logoutKey } from "../api/session.ts";
import { type Live, openLive } from "./openLive.ts";
import { Presence } from "./presence.ts";

/** What a person's own lists are made of. */
const lists = [["inbox", "box"], ["notices"], ["drafts"]];

/**
 * Keeps what is on screen fresh while something of it changes: badges from the counts that come along, lists and cases
 * by asking again. Whoever is away asks when they come back: lists that reload by themselves would keep an abandoned
 * session alive.
 */
export function useLive(): void {
  const client = useQueryClient();
  useEffect(() => {
    const presence = new Presence();
    let first = true;
    const stale = new Map<string, readonly unknown[]>();
    const ask = () => {
      for (const queryKey of stale.values()) void client.invalidateQueries({ queryKey });
      stale.clear();
    };
    const refresh = (keys: readonly (readonly unknown[])[]) => {
      for (const key of keys) stale.set(JSON.stringify(key), key);
      presence.whenHere(ask);
    };
    const live: Live = openLive((event) => {
      if (event.type === "ended") return void sessionEnded(client, live);
      if (event.type === "hint") {
        return refresh(event.hint.changed === "inbox" ? lists : [["case", event.hint.caseId]]);
      }
      const missed = event.type === "snapshot" && (!first || differs(client, event));
      first = false;
      client.setQueryData(countsKey, event.counts);
      if (missed) refresh([...lists, ["case"]]);
    });
    return () => {
      live.close();
      presence.close();
    };
  }, [client]);
}

/** The page's own first look may be older than the snapshot. */
function differs(client: QueryClient, { counts }: Extract<LiveEvent, { type: "snapshot" }>): boolean {
  const shown = client.getQueryData(countsKey);
  return shown !== undefined && JSON.stringify(shown) !== JSON.stringify(counts);
}

/** A new session may already be there; else the refused call asks for a log-in and goes on after it. */
async function sessionEnded(client: QueryClient, live: Live): Promise<void> {
  if (client.isMutating({ mutationKey: logoutKey }) > 0) return;
  await client.fetchQuery({ queryKey: countsKey, queryFn: readCounts });
  live.wake();
}
