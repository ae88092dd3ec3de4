import { addToCounter } from "./counter.ts";
import { recordLock } from "./locks.ts";
import type { Tx } from "./transaction.ts";

/** One series of numbers: 宗号, 受理编号, 证号 … each per region and year (of business time, Asia/Shanghai). */
export interface Series {
  kind: string;
  /** Six digits of GB/T 2260. */
  region: string;
  year: number;
}

/**
 * Takes the next number of a series, beginning with 1. Take it last in the transaction, just before it commits: the
 * row stays locked until then, and everybody who needs a number of this series waits. Rolled back, the number was
 * never taken; committed, the caller has stored it as used or void (`issuedNumber`), so that none is ever missing.
 * @throws LockOrderError where a later series is held already
 */
export async function takeNumber(tx: Tx, { kind, region, year }: Series): Promise<number> {
  recordLock(tx, "sequence", [kind, region, year]);
  return addToCounter(tx.sql, tx.dialect, {
    table: "sequence",
    keys: { kind, regionCode: region, year },
    counter: "last",
    by: 1,
  });
}
