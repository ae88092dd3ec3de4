import { type Argon2Parameters, argon2, randomBytes, timingSafeEqual } from "node:crypto";

/** Cost of a hash. Memory in KiB. */
export interface PasswordCost {
  memory: number;
  passes: number;
  parallelism: number;
}

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, two passes, one lane; about 40 ms. */
export const defaultCost: PasswordCost = { memory: 19_456, passes: 2, parallelism: 1 };

/** Longer input only serves to keep the server busy. */
export const maxPasswordLength = 128;

const saltLength = 16;
const tagLength = 32;

/**
 * Hashes a password with argon2id and a random salt: `$argon2id$v=19$m=19456,t=2,p=1$<salt>$<hash>` (PHC string, base64
 * without padding). Runs on a thread of its own. Full-width and composed spellings of one password are one password.
 */
export async function hashPassword(password: string, cost: PasswordCost = defaultCost): Promise<string> {
  requireLength(password);
  const salt = randomBytes(saltLength);
  return encode(cost, salt, await derive(password, salt, cost, tagLength));
}

/**
 * Whether the password is the hashed one. Takes as long for a wrong one as for the right one.
 * @throws RangeError where `encoded` is no hash of ours: a defect, not a wrong password
 */
export async function verifyPassword(password: string, encoded: string): Promise<boolean> {
  const { cost, salt, tag } = decode(encoded);
  if (password.length > maxPasswordLength) return false;
  return timingSafeEqual(await derive(password, salt, cost, tag.length), tag);
}

/** Takes the time of a verification and answers false: for accounts that do not exist, so that nobody can tell. */
export async function verifyNobody(password: string): Promise<false> {
  await derive(password.slice(0, maxPasswordLength), Buffer.alloc(saltLength), defaultCost, tagLength);
  return false;
}

/** True where the hash was made at another cost than today's and should be made anew at the next sign-in. */
export function needsRehash(encoded: string, cost: PasswordCost = defaultCost): boolean {
  const { cost: used, salt, tag } = decode(encoded);
  const same = used.memory === cost.memory && used.passes === cost.passes && used.parallelism === cost.parallelism;
  return !same || salt.length !== saltLength || tag.length !== tagLength;
}

function derive(password: string, nonce: Buffer, cost: PasswordCost, length: number): Promise<Buffer> {
  const parameters: Argon2Parameters = {
    message: password.normalize("NFKC"),
    nonce,
    memory: cost.memory,
    passes: cost.passes,
    parallelism: cost.parallelism,
    tagLength: length,
  };
  return new Promise((resolve, reject) => {
    argon2("argon2id", parameters, (error, key) => (error ? reject(error) : resolve(key)));
  });
}

function encode({ memory, passes, parallelism }: PasswordCost, salt: Buffer, tag: Buffer): string {
  return `$argon2id$v=19$m=${memory},t=${passes},p=${parallelism}$${base64(salt)}$${base64(tag)}`;
}

const format =
  /^\$argon2id\$v=19\$m=(\d{1,7}),t=(\d{1,2}),p=(\d{1,2})\$([A-Za-z0-9+/]{11,86})\$([A-Za-z0-9+/]{16,86})$/;

function decode(encoded: string): { cost: PasswordCost; salt: Buffer; tag: Buffer } {
  const match = format.exec(encoded);
  if (match === null) throw new RangeError("Not an argon2id hash");
  const [memory, passes, parallelism] = [Number(match[1]), Number(match[2]), Number(match[3])];
  return {
    cost: { memory: memory!, passes: passes!, parallelism: parallelism! },
    salt: Buffer.from(match[4]!, "base64"),
    tag: Buffer.from(match[5]!, "base64"),
  };
}

function base64(bytes: Buffer): string {
  return bytes.toString("base64").replace(/=+$/, "");
}

function requireLength(password: string): void {
  if (password.length > maxPasswordLength) throw new RangeError("The password is too long to be hashed");
}
