import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from "node:crypto";
import { normalise, type Purpose } from "./normalise.ts";

/** Keys with their ids; the newest encrypts, all decrypt. */
export interface KeyRing {
  newest: string;
  keys: ReadonlyMap<string, Buffer>;
}

/** Where a value is stored: `table.column`. A sealed value opens only in its own column. */
export type Field = `${string}.${string}`;

/** A sealed value cannot be opened: changed, moved to another column, or sealed with a key that is not here. */
export class SealBrokenError extends Error {
  readonly reason: "format" | "unknownKey" | "altered";
  constructor(reason: SealBrokenError["reason"], field: Field) {
    super(`A sealed value of ${field} cannot be opened: ${reason}`);
    this.name = "SealBrokenError";
    this.reason = reason;
  }
}

/**
 * Encryption of personal data, field by field (`domain.md` SEC-04): AES-256-GCM with a random IV and the field as
 * additional data, written as `v1.<keyId>.<iv>.<tag>.<ciphertext>` in base64url. Beside it stands a blind index, which
 * finds equal values without revealing them. Pure computation: allowed inside a transaction.
 */
export class Vault {
  readonly #ring: KeyRing;
  readonly #blindIndexKey: Buffer;
  readonly #purposeKeys = new Map<Purpose, Buffer>();

  constructor(ring: KeyRing, blindIndexKey: Buffer) {
    for (const key of [...ring.keys.values(), blindIndexKey]) {
      if (key.length !== 32) throw new RangeError("A vault key has 32 bytes");
    }
    if (!ring.keys.has(ring.newest)) throw new RangeError("The newest vault key is not in the ring");
    this.#ring = ring;
    this.#blindIndexKey = blindIndexKey;
  }

  /** Seals a text. Two seals of the same text differ. */
  encrypt(field: Field, text: string): string {
    const keyId = this.#ring.newest;
    const iv = randomBytes(12);
    const cipher = createCipheriv("aes-256-gcm", this.#ring.keys.get(keyId)!, iv);
    cipher.setAAD(additionalData(keyId, field));
    const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
    return ["v1", keyId, ...[iv, cipher.getAuthTag(), sealed].map((part) => part.toString("base64url"))].join(".");
  }

  /** @throws SealBrokenError; its message names the field and never the value */
  decrypt(field: Field, sealed: string): string {
    const { keyId, iv, tag, ciphertext } = parse(field, sealed);
    const key = this.#ring.keys.get(keyId);
    if (key === undefined) throw new SealBrokenError("unknownKey", field);
    const decipher = createDecipheriv("aes-256-gcm", key, iv, { authTagLength: 16 });
    decipher.setAAD(additionalData(keyId, field));
    decipher.setAuthTag(tag);
    try {
      return decipher.update(ciphertext, undefined, "utf8") + decipher.final("utf8");
    } catch {
      // OpenSSL says only "unable to authenticate data"; the reason is one of ours.
      throw new SealBrokenError("altered", field);
    }
  }

  /** True where a value should be sealed anew because a newer key exists. */
  needsRotation(field: Field, sealed: string): boolean {
    return parse(field, sealed).keyId !== this.#ring.newest;
  }

  /** The index of a value: 43 characters, equal for equal values after normalisation, useless without the key. */
  blindIndex(purpose: Purpose, value: string): string {
    return createHmac("sha256", this.#purposeKey(purpose))
      .update(normalise(purpose, value), "utf8")
      .digest("base64url");
  }

  #purposeKey(purpose: Purpose): Buffer {
    let key = this.#purposeKeys.get(purpose);
    if (key === undefined) {
      key = Buffer.from(hkdfSync("sha256", this.#blindIndexKey, "", `anju blind index ${purpose}`, 32));
      this.#purposeKeys.set(purpose, key);
    }
    return key;
  }
}

function additionalData(keyId: string, field: Field): Buffer {
  return Buffer.from(`v1.${keyId}.${field}`, "utf8");
}

const format = /^v1\.([A-Za-z0-9]+)\.([\w-]{16})\.([\w-]{22})\.([\w-]*)$/;

function parse(field: Field, sealed: string) {
  const match = format.exec(sealed);
  if (match === null) throw new SealBrokenError("format", field);
  const [iv, tag, ciphertext] = match.slice(2).map((part) => Buffer.from(part, "base64url"));
  return { keyId: match[1]!, iv: iv!, tag: tag!, ciphertext: ciphertext! };
}
