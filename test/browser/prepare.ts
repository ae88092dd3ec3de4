import { demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import type { BuildingTable } from "#domain/platform/buildings.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { ok, roomsDraft, type Story, type Submitted, submit, surveyDraft, walk } from "#test/story.ts";
import type { Paper } from "./screens/application.ts";

/** The rooms applied for: 38.07 + 51.60 + 29.83 = 119.50 ㎡; the demonstration county asks for 100, 20 of it for the committee. */
export const rooms = ["105", "106", "108"] as const;
export const [, , committeeRoom] = rooms;
const { building } = demoSurvey();
export const buildingName = `${building.projectName}${building.buildingNo}栋`;

/** For tests about one screen: what lies before it happens over HTTP, not by clicks. */

/**
 * A filing handed in by the company; `name` tells buildings apart, each of which can be filed once. `plan` is one more
 * picture among the floor plans.
 */
export async function surveyCase({ as }: Story, name = "1", plan?: Paper): Promise<Submitted> {
  const clerk = await as("dev2");
  const numbers = { surveyNo: `SY43052320240000${name}`, surveyCaseNo: `20240301000${name}` };
  const more = { ...numbers, buildingNo: name, buildingName: `${building.projectName}${name}栋` };
  const draft = await surveyDraft(clerk, demoSurvey(), more);
  if (plan) {
    const { slot } = draft.matter.materials.find((material) => material.name === "房产分层平面图")!;
    await ok(clerk.upload(`/api/drafts/${draft.id}/files/${slot}`, plan.name, plan.buffer));
  }
  return submit(clerk, draft);
}

/** The building of the demonstration, filed. */
export async function filedBuilding(story: Story): Promise<BuildingTable> {
  const { caseId } = await surveyCase(story);
  await walk(story, "survey-filing", caseId, "end");
  const clerk = await story.as("dev2");
  const { buildingId } = await ok(clerk.get<CaseView>(`/api/cases/${caseId}`));
  return ok(clerk.get<BuildingTable>(`/api/buildings/${buildingId}/table`));
}

/** An application for these rooms, the last of them for the committee, handed in. */
export async function roomsCase(
  { as }: Story,
  { building: { id }, floors }: BuildingTable,
  roomNos: readonly string[] = rooms,
): Promise<Submitted> {
  const units = floors.flatMap((floor) => floor.units);
  const chosen = roomNos.map((roomNo) => ({
    unitId: units.find((unit) => unit.roomNo === roomNo)!.id,
    forCommittee: roomNo === roomNos.at(-1),
  }));
  const clerk = await as("dev2");
  return submit(clerk, await roomsDraft(clerk, { buildingId: id, rooms: chosen }));
}
