import type { Compilable, Updateable } from "kysely";
import { forUpdate, recordCreated, recordLock } from "#db/locks.ts";
import type { Schema } from "#db/schema.ts";
import type { Tx } from "#db/transaction.ts";
import type { TaskState } from "#domain/platform/states.ts";
import type { Engine, EngineTransaction } from "#engine/engine.ts";
import { type AuditFact, caseStream, nextLink } from "./audit.ts";
import type { CaseRow } from "./business.ts";
import { feedCase } from "./changeFeed.ts";
import { caseUnknown } from "./refusals.ts";

/**
 * A case whose locks this transaction holds. It collects what is written, because on MySQL every round trip counts:
 * rows go out together at `send`, the case row itself and its audit entries once, at the end.
 */
export class OpenCase {
  readonly tx: Tx;
  /** The person whose command this is; null for jobs and timers. */
  by: number | null = null;
  /** How the engine tasks end that this command itself ends, and whose holders it tells itself; null: none. */
  ends: { as: TaskState; tasks: ReadonlySet<string> | "all" } | null = null;
  #row: CaseRow;
  #changes: Updateable<Schema["caseRecord"]> = {};
  #facts: AuditFact[] = [];
  #writes: Compilable[] = [];
  #told = new Set<number>();

  constructor(tx: Tx, row: CaseRow) {
    this.tx = tx;
    this.#row = row;
  }

  /** The row as it will be, with the changes made so far. */
  get row(): Readonly<CaseRow> {
    return this.#row;
  }

  change(values: Partial<Omit<CaseRow, "id" | "auditCount" | "auditHead" | "version">>): void {
    this.#changes = { ...this.#changes, ...values };
    this.#row = { ...this.#row, ...values };
  }

  /** Appends to the case's chain when the case is closed again. */
  audit(fact: AuditFact): void {
    this.#facts.push(fact);
  }

  /** Rows to be written, in this order, before the next `send`. */
  write(...writes: Compilable[]): void {
    this.#writes.push(...writes);
  }

  /** These persons' own lists changed besides the case, such as by a notice. */
  tell(personIds: readonly number[]): void {
    for (const personId of personIds) this.#told.add(personId);
  }

  /** Writes what was collected, so that the following reads see it. */
  async send(): Promise<void> {
    for (const write of this.#writes.splice(0)) await this.tx.writeLater(write);
  }

  /** Writes the case row and its audit entries. Called by `withCase` and `withNewCase` only. */
  async finish(): Promise<void> {
    const stream = caseStream(this.#row.id);
    let head = { n: this.#row.auditCount, head: this.#row.auditHead };
    for (const fact of this.#facts.splice(0)) {
      const link = nextLink(this.tx, stream, head, fact);
      this.write(...link.writes);
      head = link.head;
    }
    const version = this.#row.version + 1;
    const changed = { ...this.#changes, version, auditCount: head.n, auditHead: head.head };
    if (this.by !== null) this.tell([this.by]);
    feedCase(this, this.#told);
    this.write(this.tx.sql.updateTable("caseRecord").set(changed).where("id", "=", this.#row.id));
    this.#row = { ...this.#row, version, auditCount: head.n, auditHead: head.head };
    this.#changes = {};
    await this.send();
  }
}

/** The cases a transaction has open, so that the engine's listener, called in the middle of it, finds them. */
const open = new WeakMap<object, OpenCase[]>();

/**
 * Takes the locks of a case in their order (root instance, then case row), runs `work`, and writes what it collected.
 * @throws BusinessError CASE_UNKNOWN
 */
export async function withCase<T>(
  engine: Pick<Engine, "lock">,
  tx: Tx,
  caseId: number,
  work: (open: OpenCase) => Promise<T>,
): Promise<T> {
  const before = await tx.sql
    .selectFrom("caseRecord")
    .select(["instanceKey", "closedAt"])
    .where("id", "=", caseId)
    .executeTakeFirst();
  if (!before) throw caseUnknown();
  // An instance that has ended may be purged; nothing moves it any more.
  if (before.instanceKey !== null && before.closedAt === null && recordLock(tx, "instance", before.instanceKey)) {
    await engine.lock(tx, before.instanceKey);
  }
  recordLock(tx, "case", caseId);
  const row = await forUpdate(
    tx.sql.selectFrom("caseRecord").selectAll().where("id", "=", caseId),
    tx.dialect,
  ).executeTakeFirstOrThrow();
  return runOpen(new OpenCase(tx, row), work);
}

/** The same for a case that begins in this transaction: nobody else can know its rows. */
export async function withNewCase<T>(tx: Tx, row: CaseRow, work: (open: OpenCase) => Promise<T>): Promise<T> {
  recordCreated(tx, "case", row.id);
  const created = new OpenCase(tx, row);
  created.write(tx.sql.insertInto("caseRecord").values(row));
  return runOpen(created, work);
}

async function runOpen<T>(opened: OpenCase, work: (open: OpenCase) => Promise<T>): Promise<T> {
  const cases = open.get(opened.tx) ?? [];
  open.set(opened.tx, [...cases, opened]);
  const answer = await work(opened);
  await opened.finish();
  return answer;
}

/**
 * The open case of an engine instance, for the engine's listener. A case that is just being started has no instance
 * yet: then it is the one without.
 * @throws where the instance belongs to no open case: a defect, the caller forgot `withCase`
 */
export function openCaseOf(tx: EngineTransaction, instanceKey: string): OpenCase {
  const cases = open.get(tx) ?? [];
  const found =
    cases.find(({ row }) => row.instanceKey === instanceKey) ?? cases.find(({ row }) => row.instanceKey === null);
  if (!found) throw new Error(`Instance ${instanceKey} moved outside withCase.`);
  return found;
}

/** The open case with this id, for workers that record on its chain. @throws where it is not open: a defect */
export function openCase(tx: Tx, caseId: number): OpenCase {
  const found = open.get(tx)?.find(({ row }) => row.id === caseId);
  if (!found) throw new Error(`Case ${caseId} is not open in this transaction.`);
  return found;
}
