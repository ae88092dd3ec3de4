import { useQueryClient } from "@tanstack/react-query";
import { useEffect } from "react";

const every = 30_000;
/** After this long without a key or a click the page stops asking, so that an abandoned desk can expire. */
const present = 120_000;

/** Keeps counts and boxes fresh while somebody is at the desk. */
export function useFreshCounts(): void {
  const client = useQueryClient();
  useEffect(() => {
    let lastAct = Date.now();
    const act = () => {
      lastAct = Date.now();
    };
    const timer = setInterval(() => {
      if (document.hidden || Date.now() - lastAct > present) return;
      void client.invalidateQueries({ queryKey: ["inbox"] });
    }, every);
    window.addEventListener("keydown", act);
    window.addEventListener("pointerdown", act);
    return () => {
      clearInterval(timer);
      window.removeEventListener("keydown", act);
      window.removeEventListener("pointerdown", act);
    };
  }, [client]);
}
