import type { Problem } from "#domain/errors.ts";

/** Who a password belongs to, for the rules that it must not contain either. */
export interface PasswordOwner {
  accountName: string;
  personName: string;
}

/** Passwords as the api needs them; `adapters/passwords` gives them. Each takes tens of milliseconds: never in a transaction. */
export interface Passwords {
  hash(password: string): Promise<string>;
  verify(password: string, hash: string): Promise<boolean>;
  /** Takes as long as `verify` and answers false: for accounts that do not exist. */
  verifyNobody(password: string): Promise<false>;
  /** Made at another cost than today's. */
  needsRehash(hash: string): boolean;
  /** Everything wrong with a new password (SEC-01); `earlier` are hashes, newest first, the present one included. */
  problems(password: string, owner: PasswordOwner, earlier: readonly string[]): Promise<Problem[]>;
}
