import { type EntityProperty, type Platform, p, Type } from "@mikro-orm/core";

/**
 * A whole number up to 2^53: a key or a moment in epoch milliseconds. SQLite knows one integer type and calls it
 * `integer`; declaring `bigint` there would make every schema comparison differ.
 */
class WholeNumber extends Type<number | null, number | string | null> {
  override getColumnType(_property: EntityProperty, platform: Platform): string {
    return isSqlite(platform) ? "integer" : "bigint";
  }
  override convertToJSValue(value: number | string | null): number | null {
    return value === null ? null : Number(value);
  }
  override get runtimeType(): string {
    return "number";
  }
}

/** Text without a length limit: `text` ends at 64 KB on MySQL. */
class LongText extends Type<string, string> {
  override getColumnType(_property: EntityProperty, platform: Platform): string {
    return isSqlite(platform) ? "text" : "longtext";
  }
  override get runtimeType(): string {
    return "string";
  }
}

const isSqlite = (platform: Platform) => platform.constructor.name.startsWith("Sqlite");

/** The primary key of a row, allocated by the application. */
export const key = () => p.type(WholeNumber).$type<number>().unsigned(false).autoincrement(false).primary();
/** A reference to the key of another row, or a moment in epoch milliseconds. */
export const whole = () => p.type(WholeNumber).$type<number>().unsigned(false);
export const longText = () => p.type(LongText).$type<string>();
/** Ids and names as BPMN and Zeebe allow them: at most 256 characters. */
export const name = () => p.string().length(256);
