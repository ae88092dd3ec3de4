import { type LiveEvent, liveEventSchema } from "#domain/platform/live.ts";
import { LiveConnection, type Tell } from "./connection.ts";
import { canLead, followOrLead } from "./leader.ts";

export interface Live {
  /** Try at once, such as after a log-in. */
  wake(): void;
  close(): void;
}

/**
 * Listens to the live feed: through the one connection of this browser (a shared worker, else a leading page), else
 * through one of this page. Knows no framework; desk and phone use it alike. Works over plain http.
 */
export function openLive(tell: (event: LiveEvent) => void): Live {
  const check: Tell = (event) => {
    const { data } = liveEventSchema.safeParse(event);
    if (data) tell(data);
  };
  return share(check) ?? alone(check);
}

const alone = (tell: Tell): Live => (canLead() ? followOrLead(tell) : new LiveConnection(tell));

/** Null where this browser has no shared workers. One that cannot be loaded is replaced when it says so. */
function share(tell: Tell): Live | null {
  if (typeof SharedWorker !== "function") return null;
  let instead: Live | null = null;
  try {
    const worker = new SharedWorker(new URL("./worker.ts", import.meta.url), { type: "module", name: "anju-live" });
    const { port } = worker;
    worker.onerror = () => {
      instead ??= alone(tell);
    };
    port.onmessage = ({ data }) => tell(data);
    const leave = () => port.postMessage("leave");
    window.addEventListener("pagehide", leave);
    return {
      wake() {
        if (instead) instead.wake();
        else port.postMessage("wake");
      },
      close() {
        instead?.close();
        window.removeEventListener("pagehide", leave);
        leave();
        port.close();
      },
    };
  } catch {
    return null;
  }
}
