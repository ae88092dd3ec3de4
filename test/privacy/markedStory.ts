import type { MemoryStorage } from "#adapters/storage/memory.ts";
import type { Database } from "#db/orm.ts";
import type { BuildingTable } from "#domain/platform/buildings.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { smallPdf } from "#test/faults/smallPdf.ts";
import { buildAccount, type Client, testPassword } from "#test/http.ts";
import {
  claim,
  decide,
  deciders,
  ok,
  openStory,
  roomsDraft,
  type Story,
  type StoryBusiness,
  smallSurvey,
  submit,
  surveyDraft,
} from "#test/story.ts";
import { type Markers, markPersons } from "./markers.ts";

export interface MarkedStory {
  story: Story;
  markers: Markers;
  rival: Client;
  /** A survey filing in 待领 of the window, one that was filed; a confirmation that was issued, one that 初审 holds. */
  offered: number;
  filed: number;
  confirmed: number;
  held: number;
  verifyToken: string;
  buildingId: number;
}

/** The opinion an official writes about persons, as officials do. */
export const opinionOf = (node: string, { typed }: Markers): string =>
  `${node}意见：经办人${typed.name}，身份证${typed.idNumber}，电话${typed.phone}，账号${typed.bankAccount}，已核。`;
export const remarksOf = ({ typed }: Markers): string =>
  `联系人${typed.name}，电话${typed.phone}，身份证号${typed.idNumber}，账户${typed.bankAccount}。`;

/** The whole story with marked persons, who write about themselves and others wherever there is room for it. */
export async function playMarkedStory(database: Database): Promise<MarkedStory> {
  const story = await openStory(database);
  await buildAccount(database, { login: "rival", role: "orgClerk", orgCode: "dev-rival" });
  const markers = await markPersons(story.app);
  const rival = await story.as("rival", testPassword);
  const company = await story.as("dev");
  const { typed } = markers;

  const more = { remarks: remarksOf(markers), surveyScope: remarksOf(markers) };
  const applyWithNames = async (mark: string): Promise<number> => {
    const draft = await surveyDraft(company, smallSurvey(mark), more);
    const named = `${typed.name}身份证${typed.idNumber}.pdf`;
    await ok(company.upload(`/api/drafts/${draft.id}/files/report`, named, smallPdf(typed.name)));
    return (await submit(company, draft)).caseId;
  };
  const offered = await applyWithNames("offered");
  const filed = await applyWithNames("filed");
  await decideAll(story, "survey-filing", filed, markers);

  const { buildingId } = await ok(company.get<CaseView>(`/api/cases/${filed}`));
  const { floors } = await ok(company.get<BuildingTable>(`/api/buildings/${buildingId}/table`));
  const units = floors.flatMap((floor) => floor.units).toSorted((a, b) => b.grossArea - a.grossArea);
  const rooms = (from: number) =>
    units.slice(from, from + 2).map(({ id }, index) => ({ unitId: id, forCommittee: index > 0 }));
  const application = (from: number) => ({ buildingId: buildingId!, rooms: rooms(from), remarks: remarksOf(markers) });
  const { caseId: confirmed } = await submit(company, await roomsDraft(company, application(0)));
  await decideAll(story, "management-rooms", confirmed, markers);
  const { certificate } = await ok(company.get<CaseView>(`/api/cases/${confirmed}`));

  const { caseId: held } = await submit(company, await roomsDraft(company, application(2)));
  await decide(await story.as("window"), held, { opinion: opinionOf("accept", markers) });
  await story.app.context.jobs.waitForCase(held, 20_000);
  const task = await claim(await story.as("property"), held);
  const draft = { form: { reviewNotes: remarksOf(markers) }, opinion: opinionOf("firstReview", markers) };
  await ok((await story.as("property")).put(`/api/tasks/${task.id}/draft`, { body: draft }));
  await stopInJob(story, await applyWithNames("stopped"), markers);
  const verifyToken = certificate!.verifyUrl.split("/").at(-1)!;
  return { story, markers, rival, offered, filed, confirmed, held, verifyToken, buildingId: buildingId! };
}

/** Every node with an opinion about persons; 初审 and 复核 also say in the form why less may be enough. */
async function decideAll({ app, as }: Story, business: StoryBusiness, caseId: number, markers: Markers): Promise<void> {
  for (const [node, login] of Object.entries(deciders[business])) {
    const notes = remarksOf(markers);
    const isReview = node === "firstReview" || node === "secondReview";
    const form = isReview ? { form: { reviewNotes: notes, ...(business === "survey-filing" ? {} : exemption) } } : {};
    await decide(await as(login), caseId, { opinion: opinionOf(node, markers), ...form });
    await app.context.jobs.waitForCase(caseId, 20_000);
  }
}
const exemption = { exemptionReason: "用房集中配置于另一幢", exemptionBasis: "县政府会议纪要第3号" };

/** A machine that fails and puts what it was given into its message. */
export const failureNaming = (markers: Markers): Error =>
  new Error(`EIO: write '${markers.typed.name} ${markers.typed.phone}', row (${remarksOf(markers)})`);

/** The case stops in the job after its acceptance, with an incident and a notice to the process administrator. */
async function stopInJob({ app, as }: Story, caseId: number, markers: Markers): Promise<void> {
  const storage = app.context.storage as MemoryStorage;
  storage.failure = failureNaming(markers);
  await decide(await as("window"), caseId, { opinion: opinionOf("accept", markers) });
  await app.context.jobs.waitForCase(caseId, 20_000);
  storage.failure = null;
}
