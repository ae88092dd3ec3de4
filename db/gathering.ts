import { type Compilable, CompiledQuery, type DatabaseConnection, type QueryResult } from "kysely";
import type { Tx } from "./transaction.ts";

/**
 * On MySQL the round trip is the cost (`docs/kernel.md` Transactions and locks). So a write that nobody waits for is only
 * gathered, and travels in one packet with the next statement of its transaction, or with the commit.
 */
const gathered = new WeakSet<CompiledQuery>();

/** A server takes packets up to 16 MB by default; values are counted, the text is small. */
const MAX_CHARACTERS = 2_000_000;

/** `Tx.writeLater` on the connection of an open transaction. SQLite's writes at once. */
export async function writeLater(sql: Tx["sql"], write: Compilable): Promise<void> {
  const query = write.compile();
  gathered.add(query);
  await sql.executeQuery(query);
}

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
      const text = part.map(({ sql }) => sql).join(";\n");
      const parameters = part.flatMap((one) => [...one.parameters]);
      const result = await this.inner.executeQuery<unknown>(CompiledQuery.raw(text, parameters));
      if (part.at(-1) === query)
        return before === 0 ? (result as QueryResult<Row>) : resultOf<Row>(result.rows.slice(before));
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

/** What the server answered to the last statements of a packet, as Kysely would tell it of one. */
function resultOf<Row>(answers: unknown[]): QueryResult<Row> {
  if (answers.length > 1) return { rows: answers as Row[] };
  const [answer] = answers;
  if (Array.isArray(answer)) return { rows: answer as Row[] };
  const { affectedRows, insertId } = answer as Done;
  const insert = String(insertId) === "0" ? {} : { insertId: BigInt(insertId) };
  return { rows: [], numAffectedRows: BigInt(affectedRows), ...insert };
}
