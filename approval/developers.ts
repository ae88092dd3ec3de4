import type { Selectable } from "kysely";
import type { Schema } from "#db/schema.ts";
import type { Tx } from "#db/transaction.ts";

export type DeveloperRow = Selectable<Schema["developer"]>;
export type ProjectRow = Selectable<Schema["project"]>;
export type SurveyRow = Selectable<Schema["surveyResult"]>;

/** The company behind an organisation; null where it is none. */
export async function developerOf({ sql }: Pick<Tx, "sql">, orgId: number | null): Promise<DeveloperRow | null> {
  if (orgId === null) return null;
  return (await sql.selectFrom("developer").selectAll().where("orgId", "=", orgId).executeTakeFirst()) ?? null;
}

/** The company a draft is written for. */
export async function developerOfDraft(reading: Pick<Tx, "sql">, draftId: number): Promise<DeveloperRow | null> {
  const draft = await reading.sql.selectFrom("draft").select("orgId").where("id", "=", draftId).executeTakeFirst();
  return developerOf(reading, draft?.orgId ?? null);
}

export function projectsOf({ sql }: Pick<Tx, "sql">, developerId: number): Promise<ProjectRow[]> {
  return sql.selectFrom("project").selectAll().where("developerId", "=", developerId).orderBy("id").execute();
}

/** What `surveyResult.liveStage` holds while a filing is the one in force. */
export const liveStageOf = (buildingId: number, stage: "pre" | "asBuilt"): string => `${buildingId}:${stage}`;

/** The survey of a stage that is in force; null where none was filed. */
export async function liveSurvey(
  { sql }: Pick<Tx, "sql">,
  buildingId: number,
  stage: "pre" | "asBuilt",
): Promise<SurveyRow | null> {
  const live = liveStageOf(buildingId, stage);
  return (await sql.selectFrom("surveyResult").selectAll().where("liveStage", "=", live).executeTakeFirst()) ?? null;
}
