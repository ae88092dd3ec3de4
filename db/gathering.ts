import { type Compilable, CompiledQuery, type DatabaseConnection, type QueryResult } from "kysely";
import type { Read, Tx } from "./transaction.ts";

/**
 * On MySQL the round trip is the cost (`docs/kernel.md` Transactions and locks). So a write that nobody waits for is only
 * gathered, and travels in one packet with the next statement of its transaction, or with the commit.
 */
const gathered = new WeakSet<CompiledQuery>();
/** Several reads in one text. */
const packets = new WeakSet<CompiledQuery>();

/** A server takes packets up to 16 MB by default; values are counted, the text is small. */
const MAX_CHARACTERS = 2_000_000;

/** `Tx.writeLater` on the connection of an open transaction. SQLite's writes at once. */
export async function writeLater(sql: Tx["sql"], write: Compilable): Promise<void> {
  const query = write.compile();
  gathered.add(query);
  await sql.executeQuery(query);
}

/** What `readTogether` answers: the rows of each query. */
type RowsOf<Queries extends readonly Compilable<unknown>[]> = {
  -readonly [At in keyof Queries]: Queries[At] extends Compilable<infer Row> ? Row[] : never;
};

/**
 * Reads one after the other, on MySQL in one round trip, and answers the rows of each. Locks are taken in this order; what
 * was written before is seen.
 */
export async function readTogether<const Queries extends readonly Compilable<unknown>[]>(
  { sql, dialect }: Pick<Read, "sql" | "dialect">,
  ...queries: Queries
): Promise<RowsOf<Queries>> {
  const compiled = queries.map((query) => query.compile());
  if (dialect === "sqlite" || compiled.length < 2) {
    const answers: unknown[][] = [];
    for (const query of compiled) answers.push((await sql.executeQuery(query)).rows);
    return answers as RowsOf<Queries>;
  }
  const packet = CompiledQuery.raw(textOf(compiled), parametersOf(compiled));
  packets.add(packet);
  return (await sql.executeQuery(packet)).rows as RowsOf<Queries>;
}

const textOf = (queries: readonly CompiledQuery[]): string => queries.map(({ sql }) => sql).join(";\n");
const parametersOf = (queries: readonly CompiledQuery[]): unknown[] =>
  queries.flatMap(({ parameters }) => [...parameters]);

/** A connection to a server that gathers. `begin` is gathered too, so that a transaction without a statement costs nothing. */
export class GatheringConnection implements DatabaseConnection {
  readonly inner: DatabaseConnection;
  #waiting: CompiledQuery[] = [];
  #size = 0;
  /** Whether the server knows of the transaction. */
  #begun = false;

  constructor(inner: DatabaseConnection) {
    this.inner = inner;
  }

  begin(): void {
    this.#begun = false;
    this.#gather(CompiledQuery.raw("begin"));
  }

  async commit(): Promise<void> {
    if (this.#begun || this.#waiting.length > 1) await this.#send(CompiledQuery.raw("commit"));
    this.#forget();
  }

  async rollback(): Promise<void> {
    const begun = this.#begun;
    this.#forget();
    if (begun) await this.inner.executeQuery(CompiledQuery.raw("rollback"));
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    if (!gathered.has(query)) return this.#send(query);
    this.#gather(query);
    return { rows: [] };
  }

  async *streamQuery<Row>(query: CompiledQuery, chunkSize: number): AsyncIterableIterator<QueryResult<Row>> {
    if (this.#waiting.length > 0) await this.#send(CompiledQuery.raw("do 0"));
    yield* this.inner.streamQuery<Row>(query, chunkSize);
  }

  #gather(query: CompiledQuery): void {
    this.#waiting.push(query);
    this.#size += query.parameters.reduce<number>(
      (sum, value) => sum + (typeof value === "string" ? value.length : 20),
      0,
    );
  }

  /** What waits, then `query`, whose result it answers. */
  async #send<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    for (const part of this.#takeWaiting(query)) {
      const before = part.length - 1;
      this.#begun = true;
      const result = await this.inner.executeQuery<unknown>(CompiledQuery.raw(textOf(part), parametersOf(part)));
      if (part.at(-1) !== query) continue;
      if (packets.has(query)) return { rows: result.rows.slice(before) as Row[] };
      return before === 0 ? (result as QueryResult<Row>) : resultOf<Row>(result.rows[before]);
    }
    throw new Error("The statement was not sent.");
  }

  /** In packets that every server takes; the last one ends with `query`. */
  #takeWaiting(query: CompiledQuery): CompiledQuery[][] {
    const all = [...this.#waiting, query];
    const isLarge = this.#size > MAX_CHARACTERS;
    this.#waiting = [];
    this.#size = 0;
    return isLarge ? all.map((one) => [one]) : [all];
  }

  #forget(): void {
    this.#waiting = [];
    this.#size = 0;
    this.#begun = false;
  }
}

interface Done {
  affectedRows: number;
  insertId: number | string;
}

/** What the server answered to the last statement of several, as Kysely would tell it. */
function resultOf<Row>(answer: unknown): QueryResult<Row> {
  if (Array.isArray(answer)) return { rows: answer as Row[] };
  const { affectedRows, insertId } = answer as Done;
  const insert = String(insertId) === "0" ? {} : { insertId: BigInt(insertId) };
  return { rows: [], numAffectedRows: BigInt(affectedRows), ...insert };
}
