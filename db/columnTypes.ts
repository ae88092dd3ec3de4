import { BlobType, type EntityProperty, type Platform, TextType, Type } from "@mikro-orm/core";
import { SqlitePlatform } from "@mikro-orm/sql";

/**
 * A whole number up to 2^53 − 1 that is a JS number everywhere: `integer` on SQLite (where `bigint` would make the
 * schema diff rebuild the table for ever), `bigint` on MySQL. Money in fen, areas, times and keys are all of this type.
 */
export class WholeNumberType extends Type<number | null, number | null> {
  override getColumnType(property: EntityProperty, platform: Platform): string {
    return platform instanceof SqlitePlatform ? "integer" : platform.getBigIntTypeDeclarationSQL(property);
  }
  override convertToDatabaseValue(value: number | null): number | null {
    if (value !== null && value !== undefined && !Number.isSafeInteger(value)) {
      throw new RangeError(`A whole number was expected, ${value} was given.`);
    }
    return value;
  }
  override convertToJSValue(value: number | null): number | null {
    return value === null || value === undefined ? value : Number(value);
  }
  override compareAsType(): string {
    return "number";
  }
}

/** Text without a practical limit: `text` on SQLite, `longtext` on MySQL (whose `text` ends at 64 KiB). */
export class LongTextType extends TextType {
  override getColumnType(property: EntityProperty, platform: Platform): string {
    return platform instanceof SqlitePlatform ? super.getColumnType(property, platform) : "longtext";
  }
}

/** Raw bytes: `blob` on SQLite, `longblob` on MySQL. The entity manager reads a Buffer, plain Kysely a Uint8Array. */
export class BytesType extends BlobType {
  override getColumnType(_property: EntityProperty, platform: Platform): string {
    return platform instanceof SqlitePlatform ? "blob" : "longblob";
  }
  override convertToDatabaseValue(value: unknown): Buffer {
    return value instanceof Uint8Array && !Buffer.isBuffer(value) ? Buffer.from(value) : (value as Buffer);
  }
}
