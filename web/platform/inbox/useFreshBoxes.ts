import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useRef } from "react";
import { useInboxCounts } from "../api/inbox.ts";

/** After this long without a key or a click the boxes are only marked as old, so that an abandoned desk can expire. */
const present = 120_000;

/** Counts are asked for by themselves (that keeps no session alive); boxes follow when the counts have changed. */
export function useFreshBoxes(): void {
  const client = useQueryClient();
  const { data: counts } = useInboxCounts();
  const lastAct = useRef(Date.now());
  const shown = useRef<string>(undefined);
  useEffect(() => {
    const act = () => {
      lastAct.current = Date.now();
    };
    window.addEventListener("keydown", act);
    window.addEventListener("pointerdown", act);
    return () => {
      window.removeEventListener("keydown", act);
      window.removeEventListener("pointerdown", act);
    };
  }, []);
  useEffect(() => {
    if (!counts) return;
    const now = `${counts.todo} ${counts.pool}`;
    const changed = shown.current !== undefined && shown.current !== now;
    shown.current = now;
    if (!changed) return;
    const away = Date.now() - lastAct.current > present;
    void client.invalidateQueries({ queryKey: ["inbox", "box"], refetchType: away ? "none" : "active" });
  }, [client, counts]);
}
