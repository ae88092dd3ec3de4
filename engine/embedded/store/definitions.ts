import { createHash } from "node:crypto";
import { type Definition, DeployError, type EngineRead, type EngineTransaction, type Resource } from "../../engine.ts";
import { compile } from "../compile/compile.ts";
import type { Graph } from "../core/graph.ts";
import type { Row } from "../tables.ts";
import { insertIfAbsent, typed } from "./sql.ts";

type DefinitionRow = Row<"engineDefinition">;

/**
 * Deployed definitions and their compiled graphs. A stored definition never changes, so both are kept in the process
 * for good.
 */
export class Definitions {
  readonly #rows = new Map<number, DefinitionRow>();
  readonly #graphs = new Map<number, Promise<Graph>>();

  /** @throws DeployError */
  async deploy(tx: EngineTransaction, resources: Resource[]): Promise<Definition[]> {
    const compiled = await Promise.all(resources.map(compile));
    const problems = compiled.flatMap((one) => one.problems);
    compiled.forEach(({ graphs }, index) => {
      for (const { processId } of graphs) {
        const earlier = compiled.slice(0, index).some((other) => other.graphs.some((g) => g.processId === processId));
        const resource = resources[index]!.name;
        if (earlier) problems.push({ resource, elementId: processId, reason: "同一次部署中流程编号重复。" });
      }
    });
    if (problems.length > 0) throw new DeployError(problems);
    const definitions: Definition[] = [];
    for (const [index, { graphs }] of compiled.entries()) {
      for (const graph of graphs) definitions.push(toDefinition(await this.#store(tx, graph, resources[index]!.xml)));
    }
    return definitions;
  }

  /**
   * Two deployments at once may both see version n as the newest. The unique index lets one have n + 1; the other looks
   * again, and either recognises its own diagram or takes n + 2.
   */
  async #store(tx: EngineTransaction, graph: Graph, xml: string): Promise<DefinitionRow> {
    const { processId, name } = graph;
    const checksum = createHash("sha256").update(xml).digest("hex");
    for (;;) {
      const newest = await this.find(tx, processId);
      if (newest?.checksum === checksum) return newest;
      const version = (newest?.version ?? 0) + 1;
      const row: DefinitionRow = { key: tx.nextId(), processId, version, name, checksum, xml };
      if (!(await insertIfAbsent(tx, "engineDefinition", row))) continue;
      this.#graphs.set(row.key, Promise.resolve(graph));
      return row;
    }
  }

  async byKey(read: EngineRead, key: number): Promise<DefinitionRow | null> {
    const cached = this.#rows.get(key);
    if (cached || !Number.isSafeInteger(key)) return cached ?? null;
    const row = await typed(read).selectFrom("engineDefinition").selectAll().where("key", "=", key).executeTakeFirst();
    if (row) this.#rows.set(key, row);
    return row ?? null;
  }

  /** The newest version, or the one asked for. The text of a diagram is read at most once per process. */
  async find(read: EngineRead, processId: string, version?: number): Promise<DefinitionRow | null> {
    let query = typed(read).selectFrom("engineDefinition").select("key").where("processId", "=", processId);
    if (version !== undefined) query = query.where("version", "=", version);
    const found = await query.orderBy("version", "desc").limit(1).executeTakeFirst();
    return found ? this.byKey(read, found.key) : null;
  }

  async graph(read: EngineRead, definitionKey: number): Promise<Graph> {
    const cached = this.#graphs.get(definitionKey);
    if (cached) return cached;
    const row = await this.byKey(read, definitionKey);
    if (!row) throw new Error(`definition ${definitionKey} is gone while an instance of it lives`);
    const graph = compileStored(row);
    this.#graphs.set(definitionKey, graph);
    graph.catch(() => this.#graphs.delete(definitionKey));
    return graph;
  }
}

async function compileStored({ processId, version, xml }: DefinitionRow): Promise<Graph> {
  const { graphs, problems } = await compile({ name: `${processId} v${version}`, xml });
  const graph = graphs.find((candidate) => candidate.processId === processId);
  if (problems.length > 0 || !graph) throw new DeployError(problems);
  return graph;
}

export function toDefinition({ key, processId, version, name, xml }: DefinitionRow): Definition {
  return { key: String(key), processId, version, name, xml };
}
