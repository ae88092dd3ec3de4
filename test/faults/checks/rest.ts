import { sql } from "kysely";
import type { Database } from "#db/orm.ts";
import type { Read } from "#db/transaction.ts";

/**
 * What must hold of the database whenever no transaction is under way, also right after the process was killed: each
 * row is a query of its own, because a server may still be rolling back what the dead process had begun.
 */
const rules: Record<string, (read: Read) => Promise<{ found: unknown }[]>> = {
  "an open task of the inbox whose engine task is gone": (read) =>
    rows(
      read,
      sql`select engineKey as found from task where kind = 'engine' and endedAt is null
        and not exists (select 1 from engineElement e where e.kind = 'userTask' and ${keyText("e")} = task.engineKey)`,
    ),
  "an engine task that no open task of the inbox stands for": (read) =>
    rows(
      read,
      sql`select e.key as found from engineElement e where e.kind = 'userTask'
        and not exists (select 1 from task t where t.kind = 'engine' and t.endedAt is null and t.engineKey = ${keyText("e")})`,
    ),
  "an instance without a case": (read) =>
    rows(
      read,
      sql`select i.key as found from engineInstance i where not exists
        (select 1 from caseRecord c where c.instanceKey = ${keyText("i")})`,
    ),
  "a case without an instance": (read) =>
    rows(
      read,
      sql`select c.id as found from caseRecord c where not exists
        (select 1 from engineInstance i where c.instanceKey = ${keyText("i")})`,
    ),
  "an instance that has ended while its case has not, or the other way round": (read) =>
    rows(
      read,
      sql`select c.id as found from caseRecord c inner join engineInstance i on c.instanceKey = ${keyText("i")}
        where (i.state = 'active') <> (c.closedAt is null)`,
    ),
  "an active instance that nothing can move": (read) =>
    rows(
      read,
      sql`select i.key as found from engineInstance i where i.state = 'active'
        and not exists (select 1 from engineJob j where j.rootKey = i.key)
        and not exists (select 1 from engineElement e where e.rootKey = i.key and e.kind = 'userTask')`,
    ),
  "an element of an instance that is not active": (read) => orphans(read, "engineElement"),
  "a job of an instance that is not active": (read) => orphans(read, "engineJob"),
  "a timer of an instance that is not active": (read) => orphans(read, "engineTimer"),
  "a subscription of an instance that is not active": (read) => orphans(read, "engineMessageSubscription"),
  "tokens of an instance that is not active": (read) => orphans(read, "engineJoin"),
  "a job whose element is gone": (read) => lostElements(read, "engineJob"),
  "a timer whose element is gone": (read) => lostElements(read, "engineTimer"),
  "a subscription whose element is gone": (read) => lostElements(read, "engineMessageSubscription"),
  "a stopped job or element": (read) => rows(read, sql`select message as found from engineIncident`),
  "a command that is neither applied nor absent": (read) =>
    rows(read, sql`select requestId as found from command where state <> 'applied'`),
  "a case that is half submitted": (read) =>
    rows(
      read,
      sql`select c.id as found from caseRecord c where c.caseNo like '#%' or c.auditCount = 0
        or not exists (select 1 from draft d where d.caseId = c.id)
        or not exists (select 1 from caseForm f where f.caseId = c.id and f.version = 1)
        or not exists (select 1 from issuedNumber n where n.caseId = c.id and n.text = c.caseNo)`,
    ),
  "a decision whose task still lives": (read) =>
    rows(
      read,
      sql`select d.id as found from decision d inner join task t on t.id = d.taskId
        where t.endedAt is null or t.state <> 'done' or t.assigneeId <> d.personId`,
    ),
  "a finished task without its decision": (read) =>
    rows(
      read,
      sql`select t.id as found from task t where t.state = 'done'
        and not exists (select 1 from decision d where d.taskId = t.id)`,
    ),
  "a numbered document without its number": (read) =>
    rows(
      read,
      sql`select d.number as found from caseDocument d where not exists
        (select 1 from issuedNumber n where n.kind = d.kind and n.text = d.number and n.caseId = d.caseId)`,
    ),
  "a document's number without its document": (read) =>
    rows(
      read,
      sql`select n.text as found from issuedNumber n where n.kind not like 'case.%' and not exists
        (select 1 from caseDocument d where d.kind = n.kind and d.number = n.text and d.caseId = n.caseId)`,
    ),
};

/** Every rule that is broken, with the keys of the rows that break it; none is right. */
export async function restFindings(database: Database): Promise<string[]> {
  const found: string[] = [];
  for (const [rule, query] of Object.entries(rules)) {
    const broken = await database.read(query);
    if (broken.length > 0) found.push(`${rule}: ${broken.map((row) => String(row.found)).join(", ")}`);
  }
  return found;
}

/** Engine keys are text above the port. */
const keyText = (alias: string) => sql`cast(${sql.ref(`${alias}.key`)} as char(32))`;

type EngineTable = "engineElement" | "engineJob" | "engineTimer" | "engineMessageSubscription" | "engineJoin";

const orphans = (read: Read, table: EngineTable) =>
  rows(
    read,
    sql`select r.key as found from ${sql.table(table)} r where not exists
      (select 1 from engineInstance i where i.key = r.rootKey and i.state = 'active')`,
  );

const lostElements = (read: Read, table: EngineTable) =>
  rows(
    read,
    sql`select r.key as found from ${sql.table(table)} r where not exists
      (select 1 from engineElement e where e.key = r.elementKey)`,
  );

async function rows(read: Read, query: ReturnType<typeof sql<{ found: unknown }>>): Promise<{ found: unknown }[]> {
  return (await query.execute(read.sql)).rows;
}
