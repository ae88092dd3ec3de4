import type { z } from "zod";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import type { LawDate } from "#domain/rules/workingDays.ts";

export interface Parameter<Value> {
  value: Value;
  /** 《湖南省物业管理条例》第十七条 … as the county recorded it. */
  legalBasis: string;
}

interface Asked {
  regionCode: string;
  name: string;
  on: LawDate;
}

/**
 * A county's figure in force on a day. Where several hold, the one that began last.
 * @throws BusinessError PARAMETER_NOT_SET where the region has none for that day
 * @throws ZodError where what is stored does not fit `schema`: a defect of whoever entered it
 */
export async function readParameter<Schema extends z.ZodType>(
  reading: Pick<Tx, "sql">,
  asked: Asked,
  schema: Schema,
): Promise<Parameter<z.output<Schema>>> {
  const found = await findParameter(reading, asked, schema);
  if (found) return found;
  throw new BusinessError("PARAMETER_NOT_SET", `本地区尚未设置办理所需的参数“${asked.name}”，请联系系统管理员。`);
}

/** The same for a figure that a county may leave out: null then. */
export async function findParameter<Schema extends z.ZodType>(
  { sql }: Pick<Tx, "sql">,
  { regionCode, name, on }: Asked,
  schema: Schema,
): Promise<Parameter<z.output<Schema>> | null> {
  const row = await sql
    .selectFrom("policyParameter")
    .select(["value", "legalBasis"])
    .where("regionCode", "=", regionCode)
    .where("name", "=", name)
    .where("validFrom", "<=", on)
    .where((where) => where.or([where("validUntil", "is", null), where("validUntil", ">=", on)]))
    .orderBy("validFrom", "desc")
    .limit(1)
    .executeTakeFirst();
  return row ? { value: schema.parse(JSON.parse(row.value)), legalBasis: row.legalBasis } : null;
}
