import { type DeveloperRow, developerOf, liveSurvey, projectsOf } from "#approval/developers.ts";
import type { Tx } from "#db/transaction.ts";
import { chosenRoomsSchema, type ManagementRoomsFacts } from "#domain/management-rooms.ts";
import { addAreas, displayArea, formatArea } from "#domain/rules/area.ts";
import { maskPhone } from "#domain/rules/masking.ts";
import type { LawDate } from "#domain/rules/workingDays.ts";
import type { BuildingData } from "#domain/surveyTables/building.ts";
import { judge } from "./judgement.ts";
import { measureRooms } from "./rooms.ts";

/**
 * What the registers say of a company, its surveyed buildings and its projects, for the form 所属项目确定, and how the
 * rooms chosen so far compare with the requirement of the day.
 * @param decrypt opens an encrypted field; only the masked text leaves
 */
export async function managementRoomsFacts(
  reading: Pick<Tx, "sql">,
  { orgId, data, on }: { orgId: number | null; data: Record<string, unknown>; on: LawDate },
  decrypt: (sealed: string) => string,
): Promise<ManagementRoomsFacts | null> {
  const developer = await developerOf(reading, orgId);
  if (developer === null) return null;
  const confirmations = await reading.sql
    .selectFrom("pmRoomConfirmation")
    .innerJoin("building", "building.id", "pmRoomConfirmation.buildingId")
    .select(["pmRoomConfirmation.buildingId", "pmRoomConfirmation.projectId", "providedArea", "unitCount"])
    .where("building.developerId", "=", developer.id)
    .where("endedAt", "is", null)
    .execute();
  const projects = await projectsOf(reading, developer.id);
  const surveyed = await surveyedBuildings(reading, developer.id);
  return {
    company: companyFacts(developer, decrypt),
    buildings: surveyed.map(({ id, name, number, location, surveyNo, projectId, surveyCaseNo, grossArea, data }) => {
      const confirmed = confirmations.filter(({ buildingId }) => buildingId === id);
      return {
        value: id,
        label: `${name}（测量号 ${surveyNo}）`,
        surveyNo,
        surveyCaseNo,
        number,
        totalFloors: data.totalFloors,
        grossArea: displayArea(grossArea),
        structureType: data.structureType,
        height: data.height === null ? "" : formatArea(data.height),
        projectName: projects.find((project) => project.id === projectId)?.name ?? "尚未确定",
        location,
        confirmedArea: displayArea(addAreas(confirmed.map(({ providedArea }) => providedArea))),
        confirmedRooms: addAreas(confirmed.map(({ unitCount }) => unitCount)),
      };
    }),
    projects: projects.map((project) => ({
      value: project.id,
      label: project.name,
      address: project.address,
      grossArea: displayArea(project.grossArea),
      buildingCount: project.buildingCount,
      siteArea: project.siteArea === null ? "" : displayArea(project.siteArea),
      phaseCount: project.phaseCount,
      aboveGroundArea: displayArea(project.aboveGroundArea),
      undergroundArea: displayArea(project.undergroundArea),
      confirmedArea: displayArea(
        addAreas(confirmations.filter(({ projectId }) => projectId === project.id).map((row) => row.providedArea)),
      ),
    })),
    judgement: await judgementSoFar(reading, developer, data, on),
  };
}

async function judgementSoFar(
  reading: Pick<Tx, "sql">,
  developer: DeveloperRow,
  data: Record<string, unknown>,
  on: LawDate,
): Promise<ManagementRoomsFacts["judgement"]> {
  const chosen = chosenRoomsSchema.safeParse(data);
  if (!chosen.success) return null;
  const { buildingId, projectId, rooms } = chosen.data;
  const building = await reading.sql
    .selectFrom("building")
    .innerJoin("project", "project.developerId", "building.developerId")
    .select("building.regionCode")
    .where("building.id", "=", buildingId)
    .where("building.developerId", "=", developer.id)
    .where("project.id", "=", projectId)
    .executeTakeFirst();
  const survey = building && (await liveSurvey(reading, buildingId, "pre"));
  if (!building || !survey) return null;
  const place = { regionCode: building.regionCode, on, caseId: null, survey, projectId };
  return judge(reading, place, await measureRooms(reading, survey.id, rooms));
}

function companyFacts(developer: DeveloperRow, decrypt: (sealed: string) => string): ManagementRoomsFacts["company"] {
  return {
    name: developer.name,
    uscc: developer.uscc,
    registeredCapital: developer.registeredCapital,
    companyType: developer.companyType,
    qualificationNo: developer.qualificationNo,
    qualificationGrade: developer.qualificationGrade,
    businessLicenceNo: developer.businessLicenceNo,
    legalRepresentative: developer.legalRepresentative,
    legalRepresentativePhone: maskPhone(decrypt(developer.legalRepresentativePhone)),
    generalManager: developer.generalManager ?? "",
    officePhone: developer.officePhone,
    membership: developer.membership ?? "",
    postcode: developer.postcode,
    establishedOn: developer.establishedOn,
    address: developer.address,
    website: developer.website ?? "",
    remarks: developer.remarks ?? "",
  };
}

/** The company's buildings with a pre-survey in force. */
async function surveyedBuildings({ sql }: Pick<Tx, "sql">, developerId: number) {
  const rows = await sql
    .selectFrom("building")
    .innerJoin("surveyResult", "surveyResult.buildingId", "building.id")
    .select(["building.id", "building.name", "building.number", "building.location", "building.surveyNo"])
    .select(["building.projectId", "surveyResult.surveyCaseNo", "surveyResult.grossArea", "surveyResult.buildingData"])
    .where("building.developerId", "=", developerId)
    .where("surveyResult.stage", "=", "pre")
    .where("surveyResult.liveStage", "is not", null)
    .orderBy("building.id")
    .execute();
  return rows.map(({ buildingData, ...row }) => ({ ...row, data: JSON.parse(buildingData) as BuildingData }));
}
