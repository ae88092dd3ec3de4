import type { Context } from "#approval/context.ts";
import type { LiveHub } from "./live/hub.ts";
import type { Passwords } from "./security/passwords.ts";

/** What a route is handed: what every action needs, and what only the api has. */
export interface ApiContext extends Context {
  passwords: Passwords;
  /**
   * A keyed hash of 43 characters for what may be compared but not kept: addresses, and names that nobody has (often a
   * password in the wrong field).
   */
  fingerprint(purpose: "address" | "login", text: string): string;
  /** The open desks of this process. */
  live: LiveHub;
  /** Whether the tables are those of this program; false while another process still migrates them. */
  isMigrated(): Promise<boolean>;
  /** The forms of all diagrams by id, as form-js takes them. */
  forms: ReadonlyMap<string, Form>;
}

/** A form-js schema: `id` is `<business>.<task>`. */
export interface Form {
  id: string;
  components: unknown[];
  [other: string]: unknown;
}
