import { createHash } from "node:crypto";
import { readFile, stat } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { promisify } from "node:util";
import { gzip as gzipCallback } from "node:zlib";
import type { Context as Http, Middleware } from "koa";

const gzip = promisify(gzipCallback);

const mediaTypes: Record<string, string> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".jpg": "image/jpeg",
  ".ico": "image/x-icon",
  ".woff": "font/woff",
  ".woff2": "font/woff2",
  ".ttf": "font/ttf",
  ".txt": "text/plain; charset=utf-8",
  ".webmanifest": "application/manifest+json",
};
const compressible = /^(text\/|application\/(json|manifest)|image\/svg)/;

/** Which page answers a path of a front door. The first that fits; `/` fits everything. */
const doors: [prefix: string, page: string][] = [
  ["/org", "org/index.html"],
  ["/m", "phone/index.html"],
  ["/public", "public/index.html"],
  ["/", "desk/index.html"],
];

interface Asset {
  bytes: Buffer;
  zipped: Buffer | null;
  etag: string;
  mediaType: string;
  changedAt: number;
}

/**
 * The built web of a folder: files as they are, and for any other path the page of its front door, whose own router
 * shows the rest. Files with a hash in their name never change and are kept by browsers for a year; pages are asked for
 * each time.
 */
export function statics(folder: string): Middleware {
  const assets = new Map<string, Asset>();
  return async (http, next) => {
    await next();
    if (http.status !== 404 || http.body || (http.method !== "GET" && http.method !== "HEAD")) return;
    if (http.path === "/api" || http.path.startsWith("/api/")) return;
    const path = safePath(http.path);
    if (path === null) return;
    const asset = await load(assets, folder, path);
    if (asset) return send(http, asset, /^\/assets\/.*-[\w-]{8,}\.\w+$/.test(http.path));
    // A missing script answered with a page would be run as one.
    if (extname(path) !== "" || !http.accepts("html")) return;
    const page = await load(assets, folder, doorOf(http.path));
    if (page) return send(http, page, false);
    http.status = 503;
    http.body = "界面尚未构建，请先执行 npm run build。";
  };
}

const doorOf = (path: string): string =>
  doors.find(([prefix]) => prefix === "/" || path === prefix || path.startsWith(`${prefix}/`))![1];

/** Null for what leads out of the folder or into hidden files. */
function safePath(path: string): string | null {
  let decoded: string;
  try {
    decoded = decodeURIComponent(path);
  } catch {
    return null;
  }
  const plain = normalize(decoded).replaceAll("\\", "/");
  if (plain.includes("\0") || plain.split("/").some((part) => part.startsWith("."))) return null;
  return plain.replace(/^\/+/, "");
}

/** From memory while the file has not changed; in development it does. */
async function load(assets: Map<string, Asset>, folder: string, path: string): Promise<Asset | null> {
  if (path === "" || path.endsWith("/")) return null;
  const facts = await stat(join(folder, path)).catch(missing);
  if (!facts?.isFile()) return null;
  const known = assets.get(path);
  if (known?.changedAt === facts.mtimeMs) return known;
  const bytes = await readFile(join(folder, path));
  const mediaType = mediaTypes[extname(path).toLowerCase()] ?? "application/octet-stream";
  const asset: Asset = {
    bytes,
    zipped: compressible.test(mediaType) && bytes.length > 1024 ? await gzip(bytes) : null,
    etag: `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 27)}"`,
    mediaType,
    changedAt: facts.mtimeMs,
  };
  assets.set(path, asset);
  return asset;
}

function missing(error: NodeJS.ErrnoException): null {
  if (error.code === "ENOENT" || error.code === "ENOTDIR" || error.code === "ENAMETOOLONG") return null;
  throw error;
}

function send(http: Http, { bytes, zipped, etag, mediaType }: Asset, forEver: boolean): void {
  http.status = 200;
  http.set({
    ETag: etag,
    Vary: "Accept-Encoding",
    "Cache-Control": forEver ? "public, max-age=31536000, immutable" : "no-cache",
    "Content-Type": mediaType,
  });
  if (http.fresh) {
    http.status = 304;
    return;
  }
  const useZipped = zipped !== null && http.acceptsEncodings("gzip") === "gzip";
  if (useZipped) http.set("Content-Encoding", "gzip");
  http.body = useZipped ? zipped : bytes;
}
