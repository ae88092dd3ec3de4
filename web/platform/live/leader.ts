import { LiveConnection, type Tell } from "./connection.ts";
import type { Live } from "./openLive.ts";

/** Whether the pages of this browser can agree on one of them; over plain http they cannot. */
export const canLead = (): boolean => typeof BroadcastChannel === "function" && navigator.locks !== undefined;

/**
 * Without shared workers one page leads: whoever holds the lock has the connection and passes on what it hears. When it
 * closes the next one takes over.
 */
export function followOrLead(tell: Tell): Live {
  const channel = new BroadcastChannel("anju-live");
  let connection: LiveConnection | null = null;
  let leave: () => void = () => {};
  const left = new Promise<void>((resolve) => {
    leave = resolve;
  });
  const abort = new AbortController();
  channel.onmessage = ({ data }) => {
    if (data === "wake") connection?.wake();
    else if (!connection) tell(data);
  };
  const lead = () => {
    connection = new LiveConnection((event) => {
      tell(event);
      channel.postMessage(event);
    });
    return left;
  };
  navigator.locks.request("anju-live", { signal: abort.signal }, lead).catch(() => {
    // Closed before its turn came.
  });
  return {
    wake() {
      if (connection) connection.wake();
      else channel.postMessage("wake");
    },
    close() {
      connection?.close();
      leave();
      abort.abort();
      channel.close();
    },
  };
}
