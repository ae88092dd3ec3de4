import { randomUUID } from "node:crypto";
import type { Logger } from "pino";
import type { Signer } from "#adapters/keys/signing.ts";
import type { Notes } from "#adapters/notes/notes.ts";
import { writeAnchor } from "#approval/anchors.ts";
import type { Database } from "#db/orm.ts";

const MINUTE = 60_000;

/**
 * Anchors the audit record each minute; of several processes one does. The last anchor is noted outside the database, so
 * that removing it is noticed. Answers how to stop, which waits for the one under way.
 */
export function keepAnchors(parts: { database: Database; signer: Signer; notes: Notes; log: Logger }): {
  stop(): Promise<void>;
} {
  const holder = randomUUID();
  let running = Promise.resolve();
  const round = async (): Promise<void> => {
    try {
      const anchor = await writeAnchor(parts, holder);
      if (anchor) await parts.notes.write("lastAnchor", { n: anchor.n, hash: anchor.hash });
    } catch (err) {
      parts.log.error({ err }, "anchoring failed");
    }
  };
  const timer = setInterval(() => {
    running = running.then(round);
  }, MINUTE);
  timer.unref();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
