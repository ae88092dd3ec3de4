import { createServer, type RequestListener, type Server } from "node:http";
import type { AddressInfo } from "node:net";

export interface OpenPort {
  /** `http://127.0.0.1:3000`, with the port that was given. */
  url: string;
  /** From now on requests are answered; until then each hears that the program is starting. */
  serve(app: RequestListener): void;
  /** Takes no new requests, lets those under way finish for `grace` milliseconds, then closes what is left. */
  close(grace?: number): Promise<void>;
}

/** Time for the whole of a request, for its headers, and between two on one connection, in milliseconds. */
const REQUEST = 120_000;
const HEADERS = 15_000;
const KEEP_ALIVE = 10_000;

/** Opens the port first of all, since the address has to be known to whatever prints it. @throws EADDRINUSE, EACCES */
export async function openPort({ host, port }: { host: string; port: number }): Promise<OpenPort> {
  let answer: RequestListener = starting;
  const times = { requestTimeout: REQUEST, headersTimeout: HEADERS, keepAliveTimeout: KEEP_ALIVE };
  const server = createServer(times, (request, response) => answer(request, response));
  await new Promise<void>((resolve, reject) => {
    server.once("error", reject);
    server.listen(port, host, () => {
      server.off("error", reject);
      resolve();
    });
  });
  return {
    url: `http://${reachable(host)}:${(server.address() as AddressInfo).port}`,
    serve(app) {
      answer = app;
    },
    close: (grace = 10_000) => closeServer(server, grace),
  };
}

const starting: RequestListener = (_request, response) => {
  response.writeHead(503, { "content-type": "application/json; charset=utf-8", "retry-after": "2" });
  response.end(JSON.stringify({ code: "STARTING", message: "系统正在启动，请稍候。", problems: [], retryAfter: 2 }));
};

/** What a person can type into a browser for an address to listen on. */
function reachable(host: string): string {
  if (host === "0.0.0.0" || host === "::") return "127.0.0.1";
  return host.includes(":") ? `[${host}]` : host;
}

async function closeServer(server: Server, grace: number): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), grace);
  await closed;
  clearTimeout(timer);
}
