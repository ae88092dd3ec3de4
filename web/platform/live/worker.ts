import { LiveConnection, type Tell } from "./connection.ts";

/** The shared worker: one connection for all pages of this browser, as long as one of them is open. */
const pages = new Set<MessagePort>();
let connection: LiveConnection | null = null;
/** What a page that comes later has to know. */
let counts: unknown = null;

const tell: Tell = (event) => {
  if (event.type === "ended") counts = null;
  else if ("counts" in event) counts = event.counts;
  for (const page of pages) page.postMessage(event);
};

const scope = self as unknown as { onconnect: (event: MessageEvent) => void };
scope.onconnect = ({ ports: [page] }) => {
  if (!page) return;
  page.onmessage = ({ data }) => {
    if (data === "wake") connection?.wake();
    else leave(page);
  };
  pages.add(page);
  if (counts !== null) page.postMessage({ type: "snapshot", counts });
  if (connection) connection.wake();
  else connection = new LiveConnection(tell);
};

function leave(page: MessagePort): void {
  pages.delete(page);
  if (pages.size > 0) return;
  connection?.close();
  connection = null;
  counts = null;
}
