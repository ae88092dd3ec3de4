import type { Tx } from "#db/transaction.ts";
import { pmRoomConfirmation } from "#domain/documents/pmRoomConfirmation.ts";
import type { Problem } from "#domain/errors.ts";
import { managementRoomsCounty } from "#domain/management-rooms/county.ts";
import {
  exemptionText,
  type ManagementRoomsReview,
  type ManagementRoomsStart,
  managementRoomsErrors,
  managementRoomsFactsSchema,
  managementRoomsForms,
} from "#domain/management-rooms.ts";
import { type AcceptanceForm, judgeAcceptance } from "#domain/platform/acceptance.ts";
import { displayArea } from "#domain/rules/area.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { Business, CaseRow } from "./business.ts";
import { developerOfDraft, liveSurvey } from "./developers.ts";
import { readSection } from "./forms.ts";
import { managementRoomsFacts } from "./management-rooms/facts.ts";
import { judge } from "./management-rooms/judgement.ts";
import { measureRooms, roomsOfCase, takenRooms } from "./management-rooms/rooms.ts";
import { proposedRefusals } from "./proposals.ts";

/** 物业管理用房确认 (PMR-06). */
export const managementRooms: Business = {
  id: "management-rooms",
  name: "物业管理用房确认",
  startForm: "management-rooms.start",
  forms: managementRoomsForms,
  caseNumberPrefix: "WG",
  documents: [pmRoomConfirmation],
  errors: Object.values(managementRoomsErrors),
  county: managementRoomsCounty,
  factsSchema: managementRoomsFactsSchema,

  async facts(read, { vault, ...given }) {
    const facts = await managementRoomsFacts(read, given, (sealed) =>
      vault.decrypt("developer.legalRepresentativePhone", sealed),
    );
    return facts ?? {};
  },

  async describe(tx, start, { caseId }) {
    const { buildingId, projectId, rooms } = start as ManagementRoomsStart;
    const building = await tx.sql
      .selectFrom("building")
      .select(["name", "regionCode"])
      .where("id", "=", buildingId)
      .executeTakeFirstOrThrow();
    const project = await tx.sql
      .selectFrom("project")
      .select("name")
      .where("id", "=", projectId)
      .executeTakeFirstOrThrow();
    const survey = await liveSurvey(tx, buildingId, "pre");
    if (survey === null) throw new Error(`Building ${buildingId} was submitted without a pre-survey in force`);
    const measured = await measureRooms(tx, survey.id, rooms);
    const place = { regionCode: building.regionCode, on: shanghaiDate(tx.now), caseId, survey, projectId };
    const judged = await judge(tx, place, measured);
    const total = measured.reduce((sum, { grossArea }) => sum + grossArea, 0);
    // A building is usually named after its project; nobody wants to read that twice.
    const named = building.name.startsWith(project.name) ? building.name : `${project.name} ${building.name}`;
    return {
      title: `${named}物业管理用房确认`,
      summary: [
        { label: "楼幢", value: named },
        { label: "申报用房", value: `${measured.length} 套 ${displayArea(total)} ㎡` },
        { label: "应配面积", value: `${displayArea(judged.required)} ㎡` },
        {
          label: "配置情况",
          value: judged.sufficient ? "达到应配要求" : judged.reasons.join("").slice(0, 120),
        },
      ],
    };
  },

  async submit(tx, { draftId, caseId, data }) {
    const start = data as ManagementRoomsStart;
    const problems = await submissionProblems(tx, draftId, caseId, start);
    if (problems.length > 0) return { problems };
    await tx.sql.deleteFrom("pmRoomUnit").where("caseId", "=", caseId).execute();
    await tx.sql
      .insertInto("pmRoomUnit")
      .values(start.rooms.map(({ unitId, forCommittee }) => ({ caseId, unitId, forCommittee: forCommittee ? 1 : 0 })))
      .execute();
    return { problems };
  },

  async decide(tx, { caseRecord, node, outcome, form }) {
    if (node === "accept") return judgeAcceptance(outcome, form as AcceptanceForm);
    if (outcome !== "proposeApproval" && outcome !== "approve") return [];
    const refused = await proposedRefusals(tx, caseRecord.id, ["firstReview", "secondReview"], node);
    if (refused.length > 0) return refused;
    const rooms = await roomsOfCase(tx, caseRecord.id);
    const taken = await takenRooms(tx, rooms, caseRecord.id);
    if (taken.length > 0) return taken;
    return missingExemption(tx, caseRecord, node, form);
  },

  async buildingOf(read, caseId) {
    const unit = await read.sql
      .selectFrom("pmRoomUnit")
      .innerJoin("unit", "unit.id", "pmRoomUnit.unitId")
      .select("unit.buildingId")
      .where("pmRoomUnit.caseId", "=", caseId)
      .limit(1)
      .executeTakeFirst();
    return unit?.buildingId ?? null;
  },
};

/** What the schema cannot know: whose building and project, which survey, whether the rooms may be confirmed. */
async function submissionProblems(
  tx: Tx,
  draftId: number,
  caseId: number,
  { buildingId, projectId, rooms }: ManagementRoomsStart,
): Promise<Problem[]> {
  const developer = await developerOfDraft(tx, draftId);
  const building = await tx.sql.selectFrom("building").selectAll().where("id", "=", buildingId).executeTakeFirst();
  if (!developer || building?.developerId !== developer.id) {
    return [{ code: "BUILDING_NOT_YOURS", message: "所选楼幢不属于本公司，请重新选择。", field: "buildingId" }];
  }
  const problems: Problem[] = [];
  const project = await tx.sql.selectFrom("project").selectAll().where("id", "=", projectId).executeTakeFirst();
  if (project?.developerId !== developer.id) {
    problems.push({ code: "PROJECT_NOT_YOURS", message: "所选项目不属于本公司，请重新选择。", field: "projectId" });
  } else if (building.projectId !== null && building.projectId !== projectId) {
    problems.push({
      code: "PROJECT_MISMATCH",
      message: "该楼幢已归属另一项目，请选择其所属项目。",
      field: "projectId",
    });
  }
  const survey = await liveSurvey(tx, buildingId, "pre");
  if (survey === null) {
    problems.push({
      code: "SURVEY_MISSING",
      message: "该楼幢尚无有效的预测绘备案，请先办理测绘成果备案。",
      field: "buildingId",
      rule: "SUR-11",
    });
    return problems;
  }
  const measured = await measureRooms(tx, survey.id, rooms);
  const unknown = rooms.length - measured.length;
  if (unknown > 0) {
    problems.push({
      code: "ROOM_UNKNOWN",
      message: `有 ${unknown} 套用房不在该楼幢的楼盘表中，请重新选择。`,
      field: "rooms",
    });
  }
  return [...problems, ...(await takenRooms(tx, measured, caseId))];
}

/** Below the requirement a case may be approved only with an exemption that some review recorded (PMR-02). */
async function missingExemption(
  tx: Tx,
  caseRecord: CaseRow,
  node: string,
  form: Record<string, unknown>,
): Promise<Problem[]> {
  const judged = await judgementOfCase(tx, caseRecord);
  if (judged.sufficient) return [];
  const written = node === "finalApproval" ? null : exemptionText(form as ManagementRoomsReview);
  if (written ?? (await recordedExemption(tx, caseRecord.id))) return [];
  return judged.reasons.map((reason) => ({
    code: "EXEMPTION_REQUIRED",
    message: `${reason}拟同意的，应填写减免理由和减免依据。`,
    field: "exemptionReason",
    rule: "PMR-02",
  }));
}

/** The rule in force on the case's policy date, applied to what the case asks for. */
export async function judgementOfCase(tx: Pick<Tx, "sql">, { id, regionCode, policyDate }: CaseRow) {
  const section = await readSection(tx, id, "management-rooms.start");
  if (section === null) throw new Error(`Case ${id} has no start form`);
  const start = section.data as ManagementRoomsStart;
  const survey = await liveSurvey(tx, start.buildingId, "pre");
  if (survey === null) throw new Error(`Building ${start.buildingId} has lost its pre-survey`);
  const rooms = await measureRooms(tx, survey.id, await roomsOfCase(tx, id));
  const place = { regionCode, on: policyDate, caseId: id, survey, projectId: start.projectId };
  return { ...(await judge(tx, place, rooms)), rooms, survey, start };
}

/** The newest exemption of the reviews; the second review's counts before the first's. Null where none was recorded. */
export async function recordedExemption(tx: Pick<Tx, "sql">, caseId: number): Promise<string | null> {
  for (const formId of ["management-rooms.secondReview", "management-rooms.firstReview"]) {
    const section = await readSection(tx, caseId, formId);
    const recorded = section === null ? null : exemptionText(section.data as ManagementRoomsReview);
    if (recorded !== null) return recorded;
  }
  return null;
}
