import { createPrivateKey, createPublicKey, generateKeyPairSync, type KeyObject, randomBytes } from "node:crypto";
import { z } from "zod";
import type { KeyRing } from "#adapters/vault/vault.ts";

/** All secrets of an installation. They live outside the database (`design.md` §5). */
export interface Keys {
  /** Field encryption. */
  vault: KeyRing;
  /** Blind indexes; never rotated, since every index would have to be computed anew. */
  blindIndex: Buffer;
  /** Signs the anchors of the audit log (ed25519). */
  audit: SigningKeys;
  /** HMAC of cookies and session tokens. */
  session: KeyRing;
}

export interface SigningKeys {
  newest: string;
  privateKey: KeyObject;
  /** By key id; verifies what older keys signed. */
  publicKeys: ReadonlyMap<string, KeyObject>;
}

/** Which keys can be renewed. */
export type Renewable = "vault" | "audit" | "session";

const keyId = z.string().regex(/^k[1-9]\d{0,5}$/, "密钥编号应为 k1、k2……");
const secret = z.base64().refine((text) => Buffer.from(text, "base64").length === 32, "密钥应为 32 字节（base64）");
const ring = z.record(keyId, secret).refine((keys) => Object.keys(keys).length > 0, "至少应有一个密钥");

/** The text of `var/keys/anju.json` and of ANJU_KEYS. Of several keys the one with the highest number is in use. */
export const keyFileSchema = z.strictObject({
  version: z.literal(1),
  vault: ring,
  blindIndex: secret,
  /** Private keys, PKCS #8 DER in base64. */
  audit: z.record(keyId, z.base64()).refine((keys) => Object.keys(keys).length > 0, "至少应有一个密钥"),
  session: ring,
});
export type KeyFile = z.infer<typeof keyFileSchema>;

/** Fresh keys for a new installation. */
export function newKeyFile(): KeyFile {
  return {
    version: 1,
    vault: { k1: newSecret() },
    blindIndex: newSecret(),
    audit: { k1: newSigningKey() },
    session: { k1: newSecret() },
  };
}

/** The same keys and a newer one, which is used from now on. */
export function withNewKey(file: KeyFile, which: Renewable): KeyFile {
  const id = `k${Number(newestOf(file[which]).slice(1)) + 1}`;
  return { ...file, [which]: { ...file[which], [id]: which === "audit" ? newSigningKey() : newSecret() } };
}

/**
 * Reads the text of a key file.
 * @throws Error in Chinese for the administrator; it names what is wrong and never quotes a key
 */
export function readKeys(text: string, source: string): Keys {
  const file = parseKeyFile(text, source);
  return {
    vault: ringOf(file.vault),
    blindIndex: Buffer.from(file.blindIndex, "base64"),
    audit: signingKeys(file.audit, source),
    session: ringOf(file.session),
  };
}

export function parseKeyFile(text: string, source: string): KeyFile {
  const parsed = keyFileSchema.safeParse(parseJson(text, source));
  if (parsed.success) return parsed.data;
  const places = parsed.error.issues.map(({ path, message }) => `${path.join(".") || "全文"}：${message}`);
  throw new Error(`密钥（${source}）格式有误：${places.join("；")}。`);
}

function parseJson(text: string, source: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    // The parser's message quotes the text, which is secret.
    throw new Error(`密钥（${source}）不是有效的 JSON。`);
  }
}

function ringOf(secrets: Record<string, string>): KeyRing {
  const keys = new Map(Object.entries(secrets).map(([id, text]) => [id, Buffer.from(text, "base64")]));
  return { newest: newestOf(secrets), keys };
}

function signingKeys(texts: Record<string, string>, source: string): SigningKeys {
  const privateKeys = new Map(Object.entries(texts).map(([id, text]) => [id, privateKeyOf(text, id, source)]));
  const newest = newestOf(texts);
  const publicKeys = new Map([...privateKeys].map(([id, key]) => [id, createPublicKey(key)]));
  return { newest, privateKey: privateKeys.get(newest)!, publicKeys };
}

function privateKeyOf(text: string, id: string, source: string): KeyObject {
  const key = readPrivateKey(text);
  if (key?.asymmetricKeyType !== "ed25519") throw new Error(`密钥（${source}）的 audit.${id} 不是 ed25519 私钥。`);
  return key;
}

function readPrivateKey(text: string): KeyObject | null {
  try {
    return createPrivateKey({ key: Buffer.from(text, "base64"), format: "der", type: "pkcs8" });
  } catch {
    return null;
  }
}

function newestOf(keys: Record<string, string>): string {
  const numbers = Object.keys(keys).map((id) => Number(id.slice(1)));
  return `k${Math.max(...numbers)}`;
}

function newSecret(): string {
  return randomBytes(32).toString("base64");
}

function newSigningKey(): string {
  const { privateKey } = generateKeyPairSync("ed25519");
  return privateKey.export({ format: "der", type: "pkcs8" }).toString("base64");
}
