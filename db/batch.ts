import { type Compilable, CompiledQuery } from "kysely";
import type { Tx } from "./transaction.ts";

/** A server takes packets up to 16 MB by default; values are counted, the text is small. */
const MAX_CHARACTERS = 2_000_000;

/**
 * Sends several writes in one round trip, in order; answers how many rows each changed. For hot paths: on MySQL the
 * round trip is the cost, on SQLite nothing changes. The first that fails ends the batch with its error.
 */
export async function runBatch(tx: Pick<Tx, "sql" | "dialect">, writes: Compilable[]): Promise<number[]> {
  const queries = writes.map((write) => write.compile());
  const changed: number[] = [];
  if (tx.dialect === "sqlite") {
    for (const query of queries) changed.push(Number((await tx.sql.executeQuery(query)).numAffectedRows ?? 0));
    return changed;
  }
  for (const part of inParts(queries)) {
    const text = part.map((query) => query.sql).join(";\n");
    const parameters = part.flatMap((query) => query.parameters);
    const { rows, numAffectedRows } = await tx.sql.executeQuery<{ affectedRows: number }>(
      CompiledQuery.raw(text, parameters),
    );
    if (part.length === 1) changed.push(Number(numAffectedRows ?? 0));
    else changed.push(...rows.map(({ affectedRows }) => affectedRows));
  }
  return changed;
}

function inParts(queries: CompiledQuery[]): CompiledQuery[][] {
  const parts: CompiledQuery[][] = [];
  let size = MAX_CHARACTERS;
  for (const query of queries) {
    const length = query.parameters.reduce<number>(
      (sum, value) => sum + (typeof value === "string" ? value.length : 20),
      0,
    );
    if (size + length > MAX_CHARACTERS) {
      parts.push([]);
      size = 0;
    }
    parts.at(-1)!.push(query);
    size += length;
  }
  return parts;
}
