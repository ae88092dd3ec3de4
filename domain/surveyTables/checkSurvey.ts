import type { Problem } from "../errors.ts";
import { displayArea, parseArea } from "../rules/area.ts";
import type { BuildingData } from "./building.ts";
import { Findings } from "./findings.ts";
import { checkFloorRows } from "./floorChecks.ts";
import { limitProblems } from "./limitProblems.ts";
import type { Review } from "./review.ts";
import type { SurveyTableName, SurveyTables } from "./rows.ts";
import { type AdjustedRow, checkShares } from "./shareChecks.ts";
import { checkStructure } from "./structure.ts";
import { checkSums } from "./sums.ts";
import { checkUnitRows } from "./unitChecks.ts";
import { checkZoneRows } from "./zoneChecks.ts";

export interface SurveyReview {
  /** What blocks the filing, at most `MOST_PROBLEMS` and one line that says so; each with file, sheet, row, column, value and rule. */
  problems: Problem[];
  /** What the first reviewer should look at. Does not block. */
  warnings: Problem[];
  /** Rows that only the first review may pass, with a reason. A total is never among them. */
  adjustedRows: AdjustedRow[];
}

/**
 * Checks the tables of one surveyed building, all at once: SUR-05, SUR-07…SUR-10 and the column identities of §1.3.
 *
 * How common area is accounted for: a floor row says what common area lies **on** the floor; a zone row says what the
 * units of the zone **carry**, own plus received. Only the sums agree: Σ 层公用 = Σ (own + received) + 不分摊. That is
 * why Σ unit area of a floor need not be the floor's area, and is not checked (§1.3).
 *
 * @param incomplete tables some rows of which were refused on reading. Rows are then checked one by one; sums over
 *   rows, which would only repeat what was refused, wait for the next upload.
 */
export function checkSurvey(
  tables: SurveyTables,
  building: BuildingData,
  incomplete: readonly SurveyTableName[] = [],
): SurveyReview {
  const findings = new Findings(tables);
  const review: Review = {
    tables: structuredClone(tables),
    building,
    findings,
    sound: false,
    spansFloors: tables.units.rows.some((unit) => (unit.floorCount ?? 1) > 1),
  };
  review.sound = checkStructure(review, new Set(incomplete));
  checkFloorRows(review);
  checkZoneRows(review);
  checkUnitRows(review);
  const adjustedRows = checkShares(review);
  if (review.sound) checkSums(review);
  warnOfConclusion(review);
  return { problems: limitProblems(findings.problems), warnings: limitProblems(findings.warnings), adjustedRows };
}

/** The conclusion is free text, but the area it states should be the building's. */
function warnOfConclusion({ building, findings }: Review): void {
  const stated = /建筑面积[^\d]{0,6}(\d+(?:\.\d+)?)/.exec(building.surveyConclusion)?.[1];
  if (stated === undefined) return;
  const area = parseArea(stated);
  if (area.ok && area.value === building.grossArea) return;
  findings.warnings.push({
    code: "CONCLUSION_AREA",
    message: `勘测结论中的建筑面积与填写的幢建筑面积 ${displayArea(building.grossArea)} 不同,请核对。`,
    field: "surveyConclusion",
    value: stated,
    rule: "SUR-09",
  });
}
