import { sealPlace } from "../../platform/session/forgetWork.ts";

/** AES-GCM under a key that this browser made, keeps until the log-out and cannot hand out. */
export interface Seal {
  close(text: string): Promise<string>;
  /** Null for what another key sealed. */
  open(sealed: string): Promise<string | null>;
}

const ivLength = 12;

/** Null where the page has no cryptography or no place for a key: plain http, some private windows. */
export async function openSeal(): Promise<Seal | null> {
  if (!crypto.subtle || typeof indexedDB === "undefined") return null;
  const key = await keyOfThisBrowser().catch(() => null);
  if (!key) return null;
  return {
    async close(text) {
      const iv = crypto.getRandomValues(new Uint8Array(ivLength));
      const sealed = await crypto.subtle.encrypt({ name: "AES-GCM", iv }, key, new TextEncoder().encode(text));
      return toBase64(new Uint8Array([...iv, ...new Uint8Array(sealed)]));
    },
    async open(sealed) {
      try {
        const bytes = fromBase64(sealed);
        const iv = bytes.slice(0, ivLength);
        const text = await crypto.subtle.decrypt({ name: "AES-GCM", iv }, key, bytes.slice(ivLength));
        return new TextDecoder().decode(text);
      } catch {
        return null;
      }
    },
  };
}

async function keyOfThisBrowser(): Promise<CryptoKey> {
  const database = await asPromise(openDatabase());
  try {
    const found = await asPromise<unknown>(store(database, "readonly").get("seal"));
    if (found instanceof CryptoKey) return found;
    const made = await crypto.subtle.generateKey({ name: "AES-GCM", length: 256 }, false, ["encrypt", "decrypt"]);
    await asPromise(store(database, "readwrite").put(made, "seal"));
    return made;
  } finally {
    database.close();
  }
}

function openDatabase(): IDBOpenDBRequest {
  const opening = indexedDB.open(sealPlace, 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore("keys");
  return opening;
}

const store = (database: IDBDatabase, mode: IDBTransactionMode): IDBObjectStore =>
  database.transaction("keys", mode).objectStore("keys");

const asPromise = <T>(request: IDBRequest<T>): Promise<T> =>
  new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });

const toBase64 = (bytes: Uint8Array): string => btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
