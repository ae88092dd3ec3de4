import assert from "node:assert/strict";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { DEMO_BUILDING, DEMO_SURVEY_FILE, demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { draftViewSchema } from "#domain/platform/drafts.ts";
import { formatArea } from "#domain/rules/area.ts";
import type { Application } from "./applicant.ts";
import type { Client } from "./client.ts";

/** The filing of the demonstration building, with the workbook that a person would upload. */
export function surveyApplication(company: Client): Application {
  return {
    business: "survey-filing",
    mark: "survey",
    data: () => surveyForm,
    async beforeSubmission(draftId) {
      const bytes = Buffer.from(await writeSurveyWorkbook(demoSurvey().tables));
      const path = `/api/survey-filing/drafts/${draftId}/table`;
      const uploaded = await company.upload(path, DEMO_SURVEY_FILE, bytes);
      assert.equal(uploaded.status, 200, JSON.stringify(uploaded.body));
      const survey = draftViewSchema.shape.survey.parse(uploaded.body);
      assert.deepEqual(survey?.problems, []);
    },
  };
}

const { surveyNo, surveyCaseNo, areaRuleSet, street, location, buildingNo, completionDate } = DEMO_BUILDING;
const { totalFloors, aboveGroundFloors, undergroundFloors, surveyScope, surveyConclusion } = DEMO_BUILDING;

/** The start form as the company fills it in. */
const surveyForm: Record<string, unknown> = {
  ...{ surveyNo, surveyCaseNo, areaRuleSet, street, location, buildingNo, completionDate },
  ...{ totalFloors, aboveGroundFloors, undergroundFloors, surveyScope, surveyConclusion },
  stage: "pre",
  buildingName: "安居花园1栋",
  structureType: "reinforcedConcrete",
  houseNature: "commodity",
  houseUse: "住宅、商业",
  grossArea: formatArea(DEMO_BUILDING.grossArea),
  nonApportionedArea: formatArea(DEMO_BUILDING.nonApportionedArea),
  height: formatArea(DEMO_BUILDING.height ?? 0),
  surveyor: "邵阳县测绘队（虚构）",
  surveyorLicence: "乙测资字4300001",
  surveyedOn: "2024-02-20",
};
