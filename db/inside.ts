import { AsyncLocalStorage } from "node:async_hooks";

/**
 * Marks "inside a transaction" for everything a unit of work calls, however deep. Inside, only the transaction's own
 * connection may be awaited: no port, file, PDF, timer or second connection (`docs/decisions`: a transaction that
 * awaits anything else stops every writer on SQLite and holds row locks on MySQL).
 */
interface OpenTransaction {
  readonly name: string;
  /** True after commit or roll-back: what was started inside and runs on afterwards is outside again. */
  closed: boolean;
}

const storage = new AsyncLocalStorage<OpenTransaction>();

/** A defect: something was awaited inside a transaction that must run outside. Never caused by input. */
export class InsideTransactionError extends Error {
  constructor(what: string, transaction: string) {
    super(`${what} must not be used inside a transaction (${transaction}). Move it before or after.`);
    this.name = "InsideTransactionError";
  }
}

/** Runs `work` marked as inside a transaction. For `db/transact.ts` only. */
export async function runInside<T>(name: string, work: () => Promise<T>): Promise<T> {
  const open: OpenTransaction = { name, closed: false };
  try {
    return await storage.run(open, work);
  } finally {
    open.closed = true;
  }
}

/** Whether the caller runs inside a transaction. */
export function insideTransaction(): boolean {
  const open = storage.getStore();
  return open !== undefined && !open.closed;
}

/** Throws `InsideTransactionError` inside a transaction; `what` names the port, connection or call. */
export function outsideTransaction(what: string): void {
  const open = storage.getStore();
  if (open !== undefined && !open.closed) throw new InsideTransactionError(what, open.name);
}

/**
 * The same port, whose every method throws inside a transaction. `main.ts` wraps each adapter with it, so that no
 * adapter needs to know of the database. Not for the clock, which is only read.
 */
export function guardPort<Port extends object>(name: string, port: Port): Port {
  return new Proxy(port, {
    get(target, property) {
      const member: unknown = Reflect.get(target, property, target);
      if (typeof member !== "function") return member;
      return (...args: unknown[]) => {
        outsideTransaction(`${name}.${String(property)}`);
        return Reflect.apply(member, target, args);
      };
    },
  });
}
