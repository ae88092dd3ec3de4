import { type Connection, createConnection, type RowDataPacket } from "mysql2/promise";
import type { Office } from "./office.ts";

/**
 * The floor: the rows that one case of ours writes, written again by plain SQL text, one round trip a transaction, in as
 * many transactions; no check, no read, no engine. What the server itself needs for these rows, and nothing else.
 */
export interface Floor {
  /** Transactions that wrote something, and the statements in them, of one case. */
  transactions: number;
  statements: number;
  /** Writes the rows of one more case. */
  writeCase(client: number, index: number): Promise<void>;
  close(): Promise<void>;
}

const WRITES = /^\s*(insert|update|delete|replace)\b/i;
/** Keys begin far above counts and days (`raiseKeys`), the engine's at 2^40; both stay below times. */
const KEY = /\b(?:\d{10,12}|109\d{10})\b/g;
const FIRST_KEY = 3_000_000_000;
const REQUEST = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/g;
const HASH = /\b[0-9a-f]{64}\b/g;
const NUMBER = /(JZ\d{6}-\d{4}-)(\d+)/g;
/** The number of a row of `issuedNumber`, before its text. */
const SERIAL = /('\d{6}', \d{4}, )\d+(, ')/g;
/** The number of a document. */
const DOCUMENT = /(〔\d{4}〕)\d+(?=号)/g;

/** Lets the keys of an empty database begin where `asCase` can tell them from other numbers. */
export async function raiseKeys(url: string): Promise<void> {
  const server = await connect(url);
  await server.query(
    "insert into idBlock (name, next) values ('id', ?) on duplicate key update next = greatest(next, ?)",
    [FIRST_KEY, FIRST_KEY],
  );
  await server.end();
}

/** Watches one case on a quiet connection pool, then replays what it wrote. `url` is its database's. */
export async function captureFloor(url: string, office: Office, clients: number): Promise<Floor> {
  const captured = await capture(url, office);
  const connections = await Promise.all(Array.from({ length: clients }, () => connect(url)));
  for (const connection of connections)
    await connection.query("set session transaction isolation level read committed");
  return {
    transactions: captured.length,
    statements: captured.reduce((sum, statements) => sum + statements.length, 0),
    async writeCase(client, index) {
      for (const statements of captured) {
        const text = statements.map((statement) => asCase(statement, index + 1)).join(";\n");
        await connections[client]!.query(`begin;\n${text};\ncommit`);
      }
    },
    async close() {
      await Promise.all(connections.map((connection) => connection.end()));
    },
  };
}

const connect = (url: string): Promise<Connection> =>
  createConnection({ uri: url, multipleStatements: true, charset: "utf8mb4_bin", timezone: "Z" });

/** The writes of one case by transaction, its papers included, in order, as the server's general log heard them. */
async function capture(url: string, office: Office): Promise<string[][]> {
  const server = await connect(url);
  try {
    const database = new URL(url).pathname.slice(1);
    await server.query("set global log_output = 'TABLE'; truncate mysql.general_log; set global general_log = 1");
    await office.runCase(0);
    await office.settle();
    await server.query("set global general_log = 0");
    const [rows] = await server.query<RowDataPacket[]>(
      `select thread_id as thread, convert(argument using utf8mb4) as text from mysql.general_log
       where command_type in ('Query', 'Execute') and thread_id in
         (select id from information_schema.processlist where db = ?)
       order by event_time`,
      [database],
    );
    return transactions(rows.flatMap(statementsOf));
  } finally {
    await server.query("set global general_log = 0; truncate mysql.general_log");
    await server.end();
  }
}

/** The server hears a packet as one text (`db/gathering.ts` joins with this). */
const statementsOf = ({ thread, text }: RowDataPacket): { thread: number; text: string }[] =>
  String(text)
    .split(";\n")
    .map((statement) => ({ thread: Number(thread), text: statement }));

function transactions(heard: { thread: number; text: string }[]): string[][] {
  const open = new Map<number, string[]>();
  const done: string[][] = [];
  for (const { thread, text } of heard) {
    if (/^\s*(begin|start transaction)/i.test(text)) open.set(thread, []);
    else if (/^\s*commit/i.test(text)) {
      const statements = open.get(thread) ?? [];
      open.delete(thread);
      if (statements.length > 0) done.push(statements);
    } else if (/^\s*rollback/i.test(text)) open.delete(thread);
    else if (WRITES.test(text)) open.get(thread)?.push(text);
  }
  return done;
}

/** The same statement for another case: every key, request, hash and number is its own. */
function asCase(statement: string, n: number): string {
  const mark = n.toString(16).padStart(12, "0");
  return statement
    .replace(SERIAL, (_, year: string, text: string) => `${year}${1_000_000 + n}${text}`)
    .replace(DOCUMENT, (_, year: string) => `${year}F${n}`)
    .replace(NUMBER, (_, prefix: string) => `${prefix}F${n}`)
    .replace(REQUEST, (request) => `${request.slice(0, 24)}${mark}`)
    .replace(HASH, (hash) => `${hash.slice(0, 52)}${mark}`)
    .replace(KEY, (key) => String(BigInt(key) + BigInt(n) * 10_000_000_000_000n));
}
