import { sign, verify } from "node:crypto";
import type { SigningKeys } from "./keys.ts";

/** Signs with the newest key; the private key does not leave the adapter. */
export interface Signer {
  keyId: string;
  /** Ed25519, base64url. */
  sign(text: string): string;
}

/** Knows the public keys. */
export interface Verifier {
  /** False also where the key is unknown. */
  verify(keyId: string, text: string, signature: string): boolean;
  /** SPKI DER in base64; null where the key is unknown. */
  publicKey(keyId: string): string | null;
}

export const signerOf = ({ newest, privateKey }: SigningKeys): Signer => ({
  keyId: newest,
  sign: (text) => sign(null, Buffer.from(text), privateKey).toString("base64url"),
});

export const verifierOf = ({ publicKeys }: Pick<SigningKeys, "publicKeys">): Verifier => ({
  verify(keyId, text, signature) {
    const key = publicKeys.get(keyId);
    return key !== undefined && verify(null, Buffer.from(text), key, Buffer.from(signature, "base64url"));
  },
  publicKey: (keyId) => publicKeys.get(keyId)?.export({ format: "der", type: "spki" }).toString("base64") ?? null,
});
