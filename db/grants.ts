import type { Database } from "./orm.ts";

/** 审计记录: written once. Their changes would be found by `audit verify`; the server refuses them beforehand. */
export const auditTables = ["auditEntry", "auditContent", "auditAnchor", "auditAnchorHead"] as const;
/** Read at every start to see whether the tables are those of this program. */
const MIGRATIONS = "migration";

/**
 * The statements that let a MySQL or MariaDB account run the program and nothing more: every table read and written, the
 * audit tables read and added to, none created or removed. Tables are changed with another account (`npm run migrate`),
 * personal content beside the audit is erased with a third. For an administrator to read and run.
 * @throws Error where the name of the account cannot stand in a statement
 */
export function grantStatements(database: Pick<Database, "orm">, account: { user: string; host: string }): string[] {
  const { user, host } = account;
  if (!/^[\w.-]{1,80}$/.test(user) || !/^[\w.%:-]{1,255}$/.test(host)) {
    throw new Error("账号应形如 anju 或 anju@10.0.0.5，只含字母、数字、点、横线和下划线。");
  }
  const schema = database.orm.config.get("dbName");
  const tables = [...database.orm.getMetadata().getAll().values()].map(({ tableName }) => tableName).sort();
  const appendOnly = new Set<string>(auditTables);
  const grant = (rights: string, table: string) =>
    `GRANT ${rights} ON \`${schema}\`.\`${table}\` TO '${user}'@'${host}';`;
  return [
    grant("SELECT", MIGRATIONS),
    ...tables.map((table) => grant(appendOnly.has(table) ? "SELECT, INSERT" : "SELECT, INSERT, UPDATE, DELETE", table)),
  ];
}
