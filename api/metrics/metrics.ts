import { monitorEventLoopDelay } from "node:perf_hooks";
import { sql } from "kysely";
import type { Context } from "#approval/context.ts";
import { type Family, histogramLines, lines } from "./text.ts";

/** Upper bounds of the buckets, in seconds. */
const BOUNDS = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10] as const;

interface Durations {
  buckets: number[];
  sum: number;
  count: number;
}

/**
 * What a supervisor's Prometheus reads: counts and times by route, kind and state, never a name, number or address of
 * anybody. Requests are those of this process; tasks, jobs and incidents those of the database.
 */
export class Metrics {
  readonly #requests = new Map<string, number>();
  readonly #durations = new Map<string, Durations>();
  readonly #delay = monitorEventLoopDelay({ resolution: 20 });

  constructor() {
    this.#delay.enable();
  }

  /** One request that was answered: `route` as it was declared, never the path asked for. */
  observe({ route, status, milliseconds }: { route: string; status: number; milliseconds: number }): void {
    const key = JSON.stringify([route, status]);
    this.#requests.set(key, (this.#requests.get(key) ?? 0) + 1);
    const kind = commandKind(route);
    if (kind === null) return;
    const durations = this.#durations.get(kind) ?? { buckets: BOUNDS.map(() => 0), sum: 0, count: 0 };
    const seconds = milliseconds / 1000;
    BOUNDS.forEach((bound, n) => {
      if (seconds <= bound) durations.buckets[n]! += 1;
    });
    durations.sum += seconds;
    durations.count += 1;
    this.#durations.set(kind, durations);
  }

  /** The text of `/metrics`, Prometheus format 0.0.4. */
  async text(ctx: Pick<Context, "database">, live: { size: number }): Promise<string> {
    const requests = [...this.#requests].map(([key, value]) => {
      const [route, status] = JSON.parse(key) as [string, number];
      return { labels: { route, status: String(status) }, value };
    });
    const p99 = this.#delay.percentile(99) / 1e9;
    this.#delay.reset();
    const families: Family[] = [
      { name: "anju_requests_total", type: "counter", help: "Requests answered by this process.", values: requests },
      gauge("anju_live_connections", "Open event streams of this process.", live.size),
      gauge("anju_event_loop_lag_seconds", "99th percentile since the last scrape.", Number.isFinite(p99) ? p99 : 0),
      gauge("anju_memory_bytes", "Resident memory of this process.", process.memoryUsage.rss()),
      ...poolFamilies(ctx.database.pool?.() ?? null),
      ...(await readWork(ctx)),
    ];
    const commands = {
      name: "anju_command_seconds",
      help: "Time until a command was answered, by what was asked for.",
      bounds: BOUNDS,
      values: [...this.#durations].map(([kind, value]) => ({ labels: { kind }, ...value })),
    };
    return `${[...families.flatMap(lines), ...histogramLines(commands)].join("\n")}\n`;
  }
}

const gauge = (name: string, help: string, value: number): Family => ({
  name,
  help,
  type: "gauge",
  values: [{ labels: {}, value }],
});

/** The command that a route is: its last fixed word on a task, a case or a draft. Null for everything that only reads. */
function commandKind(route: string): string | null {
  const [, area, name] = /^(?:POST|PUT|DELETE) \/api\/(tasks|cases|drafts)(?:\/.*?)?\/([a-zA-Z-]+)$/.exec(route) ?? [];
  return area === undefined || name === undefined ? null : `${area}.${name}`;
}

function poolFamilies(pool: { open: number; busy: number } | null): Family[] {
  if (!pool) return [];
  const values = Object.entries(pool).map(([state, value]) => ({ labels: { state }, value }));
  return [{ name: "anju_database_connections", type: "gauge", help: "Connections of this process.", values }];
}

/** Counted along indexes that hold open rows only. */
function readWork({ database }: Pick<Context, "database">): Promise<Family[]> {
  return database.read(async (read) => {
    const { rows } = await sql<{ name: string; count: number }>`
      select 'pooled' as name, count(*) as count from task where ${sql.ref("openPool")} is not null
      union all select 'held', count(*) from task where ${sql.ref("openAssignee")} is not null
      union all select 'jobs', count(*) from ${sql.table("engineJob")} where ${sql.ref("availableAt")} is not null
      union all select 'incidents', count(*) from ${sql.table("engineIncident")}`.execute(read.sql);
    const counts = new Map(rows.map(({ name, count }) => [name, Number(count)]));
    const tasks = ["pooled", "held"].map((state) => ({ labels: { state }, value: counts.get(state) ?? 0 }));
    return [
      { name: "anju_open_tasks", type: "gauge", help: "Open tasks: in a pool, or held by somebody.", values: tasks },
      gauge("anju_jobs", "Jobs that wait or run.", counts.get("jobs") ?? 0),
      gauge("anju_incidents", "What stopped and waits for an operator.", counts.get("incidents") ?? 0),
    ];
  });
}
