import type { Compilable, Updateable } from "kysely";
import { readTogether } from "#db/gathering.ts";
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
  /** Whether it leaves something to do for the job runner: a job, a chore. */
  leavesWork = false;
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

/** A case as it was found without a lock: what is needed to take its locks. */
export type FoundCase = Pick<CaseRow, "id" | "instanceKey" | "closedAt">;

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
  const found = await tx.sql
    .selectFrom("caseRecord")
    .select(["id", "instanceKey", "closedAt"])
    .where("id", "=", caseId)
    .executeTakeFirst();
  if (!found) throw caseUnknown();
  return withFoundCase(engine, tx, found, (open) => work(open));
}

/**
 * The same for a case that was found already. `next` is the lock that follows in the order, taken in the same round trip;
 * `work` gets its row, undefined where there is none.
 */
export async function withFoundCase<T, Row>(
  engine: Pick<Engine, "lock">,
  tx: Tx,
  found: FoundCase,
  work: (open: OpenCase, next: Row | undefined) => Promise<T>,
  next?: () => Compilable<Row>,
): Promise<T> {
  // An instance that has ended may be purged; nothing moves it any more.
  if (found.instanceKey !== null && found.closedAt === null && recordLock(tx, "instance", found.instanceKey)) {
    await engine.lock(tx, found.instanceKey);
  }
  recordLock(tx, "case", found.id);
  const caseRow = forUpdate(tx.sql.selectFrom("caseRecord").selectAll().where("id", "=", found.id), tx.dialect);
  const [rows, nextRows] = await (next ? readTogether(tx, caseRow, next()) : readTogether(tx, caseRow));
  if (!rows[0]) throw caseUnknown();
  return runOpen(new OpenCase(tx, rows[0]), (open) => work(open, nextRows?.[0]));
}

/**
 * The same for the case of a root instance, which this transaction has locked already.
 * @throws where the instance belongs to no case: a defect
 */
export async function withCaseOf<T>(tx: Tx, rootKey: string, work: (open: OpenCase) => Promise<T>): Promise<T> {
  const row = await forUpdate(
    tx.sql.selectFrom("caseRecord").selectAll().where("instanceKey", "=", rootKey),
    tx.dialect,
  ).executeTakeFirst();
  if (!row) throw new Error(`Instance ${rootKey} belongs to no case.`);
  recordLock(tx, "case", row.id);
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
