import { BusinessError } from "#domain/errors.ts";
import type { Actor, Context } from "./context.ts";
import { demandSight } from "./sight.ts";

export interface DiagramView {
  xml: string;
  /** Element ids, each once: passed, and where the case stands now. */
  done: string[];
  current: string[];
}

/**
 * The diagram of a case with where it has been and stands.
 * @throws BusinessError CASE_UNKNOWN (404); NOT_FOR_APPLICANTS (403)
 */
export function readDiagram(ctx: Context, actor: Actor, caseId: number): Promise<DiagramView> {
  return ctx.database.read(async (read) => {
    const level = await demandSight(read, actor, ctx.clock.now(), caseId);
    if (level === "applicant") {
      throw new BusinessError("NOT_FOR_APPLICANTS", "流程图仅供办理人员查看。", { status: 403 });
    }
    const { definitionKey } = await read.sql
      .selectFrom("caseRecord")
      .select("definitionKey")
      .where("id", "=", caseId)
      .executeTakeFirstOrThrow();
    const definition = definitionKey === null ? null : await ctx.engine.definition(read, definitionKey);
    if (!definition) throw new Error(`Case ${caseId} has no definition.`);
    const passed = await read.sql
      .selectFrom("journal")
      .select(["element", "leftAt", "how"])
      .where("caseId", "=", caseId)
      .orderBy("n")
      .execute();
    const current = new Set(passed.filter(({ leftAt }) => leftAt === null).map(({ element }) => element));
    const done = new Set(passed.filter(({ how }) => how === "completed").map(({ element }) => element));
    return { xml: definition.xml, done: [...done.difference(current)], current: [...current] };
  });
}
