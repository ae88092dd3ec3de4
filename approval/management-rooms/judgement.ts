import { liveSurvey, type SurveyRow } from "#approval/developers.ts";
import { readParameter } from "#approval/parameters.ts";
import type { Tx } from "#db/transaction.ts";
import { BusinessError } from "#domain/errors.ts";
import {
  judgeRooms,
  managementRoomsRuleSchema,
  type RoomFacts,
  type RoomsJudgement,
} from "#domain/management-rooms.ts";
import { addAreas } from "#domain/rules/area.ts";
import type { PmRoomBase } from "#domain/rules/pmRooms.ts";
import type { LawDate } from "#domain/rules/workingDays.ts";

export interface Judged extends RoomsJudgement {
  /** Where the rule stands. */
  legalBasis: string;
}

/**
 * Measures rooms against the rule in force on `on` (PMR-02, PMR-04).
 * @throws BusinessError PARAMETER_NOT_SET; AS_BUILT_SURVEY_MISSING where the rule needs a survey that is not filed yet
 */
export async function judge(
  reading: Pick<Tx, "sql">,
  given: {
    regionCode: string;
    on: LawDate /** null: not a case yet. */;
    caseId: number | null;
    survey: SurveyRow;
    projectId: number;
  },
  rooms: readonly RoomFacts[],
): Promise<Judged> {
  const { regionCode, on, survey } = given;
  const { value: rule, legalBasis } = await readParameter(
    reading,
    { regionCode, name: "managementRooms.rule", on },
    managementRoomsRuleSchema,
  );
  const base =
    rule.scope === "building" ? await buildingBase(reading, survey) : await projectBase(reading, given.projectId);
  if (base[rule.rule.base] === null) {
    throw new BusinessError("AS_BUILT_SURVEY_MISSING", "本地区按实测地上面积核定物业管理用房，请先办理实测绘备案。");
  }
  const confirmed = await confirmedInProject(reading, given.projectId, given.caseId);
  return { ...judgeRooms(rule, base, rooms, confirmed), legalBasis };
}

async function buildingBase(reading: Pick<Tx, "sql">, survey: SurveyRow): Promise<PmRoomBase> {
  const asBuilt = await liveSurvey(reading, survey.buildingId, "asBuilt");
  return {
    grossArea: survey.grossArea,
    aboveGroundArea: await aboveGround(reading, survey.id),
    asBuiltAboveGroundArea: asBuilt === null ? null : await aboveGround(reading, asBuilt.id),
  };
}

async function projectBase({ sql }: Pick<Tx, "sql">, projectId: number): Promise<PmRoomBase> {
  const { grossArea, aboveGroundArea } = await sql
    .selectFrom("project")
    .select(["grossArea", "aboveGroundArea"])
    .where("id", "=", projectId)
    .executeTakeFirstOrThrow();
  return { grossArea, aboveGroundArea, asBuiltAboveGroundArea: null };
}

/** The floors that are not below ground; a level outside 总层数 (屋面层) is above it. */
async function aboveGround({ sql }: Pick<Tx, "sql">, surveyId: number): Promise<number> {
  const floors = await sql
    .selectFrom("surveyFloor")
    .select(["floor", "grossArea"])
    .where("surveyId", "=", surveyId)
    .execute();
  return addAreas(floors.filter(({ floor }) => !floor.startsWith("-")).map(({ grossArea }) => grossArea));
}

/** The ledger of a project: what other confirmations provide that are in force. */
async function confirmedInProject(
  { sql }: Pick<Tx, "sql">,
  projectId: number,
  exceptCaseId: number | null,
): Promise<{ area: number; committeeArea: number }> {
  const rows = await sql
    .selectFrom("pmRoomConfirmation")
    .select(["providedArea", "committeeArea"])
    .where("projectId", "=", projectId)
    .where("endedAt", "is", null)
    .$if(exceptCaseId !== null, (query) => query.where("caseId", "!=", exceptCaseId!))
    .execute();
  return {
    area: addAreas(rows.map(({ providedArea }) => providedArea)),
    committeeArea: addAreas(rows.map(({ committeeArea }) => committeeArea)),
  };
}
