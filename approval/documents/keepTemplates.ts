import { isDuplicate } from "#db/failures.ts";
import type { Database } from "#db/orm.ts";
import type { Templates } from "#domain/documents/templates.ts";

/** Keeps every wording that a process starts with, so that the template of any document can still be read years later. */
export async function keepTemplates(database: Database, templates: Templates): Promise<void> {
  for (const [kind, { hash, text, source }] of templates.entries()) {
    try {
      await database.transact(
        async (tx) => {
          const there = await tx.sql
            .selectFrom("documentTemplate")
            .select("hash")
            .where("kind", "=", kind)
            .where("hash", "=", hash)
            .executeTakeFirst();
          if (there) return;
          await tx.sql.insertInto("documentTemplate").values({ kind, hash, text, source, since: tx.now }).execute();
        },
        { name: "keepTemplates" },
      );
    } catch (error) {
      // another process starts at the same moment
      if (!isDuplicate(error)) throw error;
    }
  }
}
