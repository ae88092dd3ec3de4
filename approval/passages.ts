import type { Read } from "#db/transaction.ts";
import type { PathEntry, PathGraph, PathToken } from "#domain/rules/paths.ts";
import type { Engine } from "#engine/engine.ts";
import type { CaseRow } from "./business.ts";

/** Where a case has been and where it stands, as the rules about paths read it. */
export interface Passages {
  graph: PathGraph;
  tokens: PathToken[];
  journal: PathEntry[];
}

/** @throws where the case has no running instance: a defect, its tasks have all ended */
export async function passagesOf(
  engine: Pick<Engine, "graph" | "tokens">,
  read: Pick<Read, "sql" | "dialect">,
  { id, instanceKey, definitionKey }: Pick<CaseRow, "id" | "instanceKey" | "definitionKey">,
): Promise<Passages> {
  if (instanceKey === null || definitionKey === null) throw new Error(`Case ${id} has no instance.`);
  const journal = await read.sql
    .selectFrom("journal")
    .select(["n", "kind", "element", "elementInstance", "scope", "how"])
    .where("caseId", "=", id)
    .orderBy("n")
    .execute();
  return {
    graph: await engine.graph(read, definitionKey),
    tokens: await engine.tokens(read, instanceKey),
    journal,
  };
}
