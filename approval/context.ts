import type { Logger } from "pino";
import type { Storage } from "#adapters/storage/storage.ts";
import type { Vault } from "#adapters/vault/vault.ts";
import type { Database } from "#db/orm.ts";
import type { Clock } from "#domain/clock.ts";
import type { Templates } from "#domain/documents/templates.ts";
import type { Permission } from "#domain/platform/permissions.ts";
import type { Role } from "#domain/platform/roles.ts";
import type { Engine } from "#engine/engine.ts";
import type { Business } from "./business.ts";

/** What every action is handed: the ports, chosen by `main.ts`. */
export interface Context {
  database: Database;
  engine: Engine;
  clock: Clock;
  log: Logger;
  storage: Storage;
  businesses: ReadonlyMap<string, Business>;
  vault: Vault;
  /** The wording of documents, read and checked at the start. */
  templates: Templates;
  /** Where this installation is reached from outside, without a slash at the end; printed in QR codes. */
  publicUrl: string;
  jobs: JobSignal;
}

/** What the actions tell the job runner and hear from it. */
export interface JobSignal {
  /** There may be new jobs: look at once. */
  poke(): void;
  /** Answers when no job of the case is waiting or running any more, or after `milliseconds`. Never inside a transaction. */
  waitForCase(caseId: number, milliseconds: number): Promise<void>;
}

/** Who acts: a person, through one account, with what their positions give. Made by the api from the session. */
export interface Actor {
  personId: number;
  accountId: number;
  name: string;
  orgId: number;
  orgCode: string;
  orgName: string;
  regionCode: string;
  kind: "staff" | "outside";
  positions: { role: Role; orgId: number; orgCode: string; orgName: string }[];
  permissions: ReadonlySet<Permission>;
}

/** The companies whose applications a person handles. */
export const companiesOf = (actor: Pick<Actor, "positions">): number[] => [
  ...new Set(actor.positions.filter(({ role }) => role === "orgClerk").map(({ orgId }) => orgId)),
];

/** How an actor is written in audit entries: never by name. */
export const auditName = (actor: Pick<Actor, "personId">): string => `person:${actor.personId}`;
