/**
 * What happens between "the session has ended" and "the person has logged in again": every call that was refused
 * waits here and then goes on, so nothing typed is lost. The dialog listens; the transport only waits.
 */
type Waiter = { resolve: () => void; reject: (reason: unknown) => void };

let waiters: Waiter[] = [];
let lost = false;
let csrfToken = "";
const listeners = new Set<() => void>();

const tell = () => {
  for (const listener of listeners) listener();
};

export const sessionGate = {
  csrf: () => csrfToken,
  setCsrf(token: string) {
    csrfToken = token;
  },
  isLost: () => lost,
  subscribe(listener: () => void) {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },
  /** Ends when the person has logged in again; fails when they gave up. */
  waitForLogin(): Promise<void> {
    return new Promise((resolve, reject) => {
      waiters.push({ resolve, reject });
      lost = true;
      tell();
    });
  },
  restored() {
    const waiting = waiters;
    waiters = [];
    lost = false;
    tell();
    for (const waiter of waiting) waiter.resolve();
  },
};
