import { decisionOf, issuingOf } from "#approval/documents/issuing.ts";
import { roomsOfCase, takenRooms } from "#approval/management-rooms/rooms.ts";
import { judgementOfCase, recordedExemption } from "#approval/management-rooms.ts";
import type { Requirement } from "#approval/requires.ts";
import { forUpdate, recordLock } from "#db/locks.ts";
import type { Tx } from "#db/transaction.ts";
import { pmRoomConfirmation } from "#domain/documents/pmRoomConfirmation.ts";
import { BusinessError } from "#domain/errors.ts";
import { managementRoomsErrors } from "#domain/management-rooms.ts";
import { addAreas, displayArea } from "#domain/rules/area.ts";
import { shanghaiDate } from "#domain/rules/workingDays.ts";
import type { JobHandler, JobOfCase } from "./handler.ts";
import { issueCertificate, newVerifyUrl } from "./platform/certificates.ts";
import { type DocumentKind, numberedDocument, numberJob, renderJob, voidDocument } from "./platform/documents.ts";
import { acceptanceLetter, nonAcceptanceLetter, refusalLetter } from "./platform/letters.ts";
import { lockUnits, restrictUnits, unrestrictUnits } from "./platform/restrictions.ts";

const CONFIRMATION = "pmRoomConfirmation";

/** What must have been decided, by different persons, before rooms are confirmed and locked. */
const approved: Requirement = {
  approvals: [
    { node: "accept", outcomes: ["approve"] },
    { node: "firstReview", outcomes: ["proposeApproval"] },
    { node: "secondReview", outcomes: ["proposeApproval"] },
    { node: "finalApproval", outcomes: ["approve"] },
  ],
  distinctPersons: [["firstReview", "secondReview", "finalApproval"]],
};

/** 物业管理用房确认书: the rooms, the required and provided area and the rule, as the case was decided. */
const confirmation: DocumentKind = {
  kind: CONFIRMATION,
  title: "物业管理用房确认书",
  async compose(tx, { caseRecord }, { publicUrl, templates }) {
    const { issuer, matter } = await issuingOf(tx, caseRecord);
    const { start, survey, rooms, ...judged } = await judgementOfCase(tx, caseRecord);
    const building = await buildingOf(tx, start.buildingId);
    const project = await projectOf(tx, start.projectId);
    const decision = await decisionOf(tx, caseRecord.id, "finalApproval", "approve");
    const data = {
      issuer,
      project: { name: project.name, location: project.address },
      developer: { name: building.developerName, uscc: building.uscc },
      buildings: [{ name: building.name, surveyNo: building.surveyNo, grossArea: survey.grossArea }],
      rooms: rooms.map(({ roomNo, nominalFloor, grossArea, forCommittee }) => ({
        building: building.name,
        roomNo,
        floor: nominalFloor,
        grossArea,
        use: forCommittee ? "committee" : "office",
      })),
      requirement: { totalArea: judged.required, committeeArea: judged.committeeRequired },
      exemption: judged.sufficient ? null : await recordedExemption(tx, caseRecord.id),
      legalBasis: [...matter.legalBasis, judged.legalBasis],
      decidedOn: shanghaiDate(decision.at),
      verifyUrl: newVerifyUrl(publicUrl),
    };
    return (number) => templates.write(pmRoomConfirmation, { ...data, number });
  },
};

/**
 * Locks the rooms as PM_ROOM, enters the confirmation in its register and makes the certificate valid.
 * @throws BusinessError ROOMS_TAKEN where a room was confirmed, sold or restricted since the decision
 */
const lockRooms: JobHandler = {
  type: "management-rooms.lock-rooms",
  requires: approved,
  async apply({ caseRecord }, tx) {
    const { id: caseId } = caseRecord;
    const { start, rooms, ...judged } = await judgementOfCase(tx, caseRecord);
    const chosen = await roomsOfCase(tx, caseId);
    const unitIds = chosen.map(({ unitId }) => unitId);
    await affiliate(tx, start.buildingId, start.projectId);
    await lockUnits(tx, unitIds);
    const taken = await takenRooms(tx, chosen, caseId);
    if (taken.length > 0) {
      const message = taken.map((problem) => problem.message).join("");
      throw new BusinessError(managementRoomsErrors.roomsTaken, message, { problems: taken });
    }
    await restrictUnits(tx, { caseId, kind: "PM_ROOM", unitIds });
    const { number, content } = await numberedDocument(tx, caseId, CONFIRMATION);
    const provided = addAreas(rooms.map(({ grossArea }) => grossArea));
    const committee = rooms.filter(({ forCommittee }) => forCommittee);
    await tx.sql
      .insertInto("pmRoomConfirmation")
      .values({
        id: tx.nextId(),
        caseId,
        buildingId: start.buildingId,
        projectId: start.projectId,
        number,
        requiredArea: judged.required,
        providedArea: provided,
        committeeArea: addAreas(committee.map(({ grossArea }) => grossArea)),
        unitCount: rooms.length,
        exemption: judged.sufficient ? null : await recordedExemption(tx, caseId),
        confirmedAt: tx.now,
        endedAt: null,
      })
      .execute();
    const { name, developerName } = await buildingOf(tx, start.buildingId);
    await issueCertificate(tx, {
      kind: CONFIRMATION,
      caseId,
      number,
      content,
      publicFacts: [
        { label: "建设单位", value: developerName },
        { label: "项目名称", value: (await projectOf(tx, start.projectId)).name },
        { label: "所涉楼幢", value: name },
        { label: "用房", value: `${rooms.length} 套，${displayArea(provided)} ㎡` },
        { label: "应配置面积", value: `${displayArea(judged.required)} ㎡` },
      ],
    });
  },
};

/** Takes back what `lock-rooms` did; without it nothing happens. */
const unlockRooms: JobHandler = {
  type: "management-rooms.unlock-rooms",
  async apply({ caseId }, tx) {
    await unrestrictUnits(tx, { caseId, kind: "PM_ROOM" });
    await tx.sql
      .updateTable("pmRoomConfirmation")
      .set({ endedAt: tx.now })
      .where("caseId", "=", caseId)
      .where("endedAt", "is", null)
      .execute();
  },
};

const voidConfirmation: JobHandler = {
  type: "management-rooms.void-confirmation",
  apply: ({ caseId }: JobOfCase, tx) => voidDocument(tx, caseId, CONFIRMATION),
};

/** The jobs of 物业管理用房确认. */
export const managementRoomsJobs = [
  numberJob({ type: "management-rooms.take-acceptance-number", document: acceptanceLetter }),
  renderJob({ type: "management-rooms.render-acceptance-notice", kind: acceptanceLetter.kind }),
  numberJob({ type: "management-rooms.take-non-acceptance-number", document: nonAcceptanceLetter }),
  renderJob({ type: "management-rooms.render-non-acceptance-decision", kind: nonAcceptanceLetter.kind }),
  numberJob({ type: "management-rooms.take-refusal-number", document: refusalLetter("finalApproval") }),
  renderJob({ type: "management-rooms.render-refusal-decision", kind: "refusalDecision" }),
  numberJob({ type: "management-rooms.take-confirmation-number", requires: approved, document: confirmation }),
  renderJob({ type: "management-rooms.render-confirmation", kind: CONFIRMATION }),
  lockRooms,
  unlockRooms,
  voidConfirmation,
];

function buildingOf({ sql }: Pick<Tx, "sql">, buildingId: number) {
  return sql
    .selectFrom("building")
    .innerJoin("developer", "developer.id", "building.developerId")
    .select(["building.name", "building.surveyNo", "developer.name as developerName", "developer.uscc"])
    .where("building.id", "=", buildingId)
    .executeTakeFirstOrThrow();
}

function projectOf({ sql }: Pick<Tx, "sql">, projectId: number) {
  return sql.selectFrom("project").select(["name", "address"]).where("id", "=", projectId).executeTakeFirstOrThrow();
}

/** 所属项目确定: the building belongs to the project from now on. */
async function affiliate(tx: Tx, buildingId: number, projectId: number): Promise<void> {
  recordLock(tx, "register", ["building", buildingId]);
  const building = tx.sql.selectFrom("building").select("projectId").where("id", "=", buildingId);
  const { projectId: before } = await forUpdate(building, tx.dialect).executeTakeFirstOrThrow();
  if (before !== null) return;
  await tx.sql.updateTable("building").set({ projectId }).where("id", "=", buildingId).execute();
}
