import { type ExpressionBuilder, type ReferenceExpression, type SqlBool, sql } from "kysely";

/** `column` contains `text`, taken literally: `%` and `_` mean themselves. */
export function contains<DB, Table extends keyof DB>(
  where: ExpressionBuilder<DB, Table>,
  column: ReferenceExpression<DB, Table>,
  text: string,
) {
  const pattern = `%${text.replace(/[!%_]/g, "!$&")}%`;
  return where.and([sql<SqlBool>`${typeof column === "string" ? sql.ref(column) : column} like ${pattern} escape '!'`]);
}
