import { PNG } from "pngjs";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { matters } from "#db/seeds/matters.ts";
import { DEMO_SURVEY_FILE, demoSurvey } from "#db/seeds/survey/demoSurvey.ts";
import { smallPdf } from "../faults/smallPdf.ts";
import type { Paper } from "./screens/application.ts";

/** The files that a company has on its disk. */

const xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/** The demonstration survey, or a copy of it that `spoil` changed. */
export async function surveyWorkbook(
  spoil?: (tables: ReturnType<typeof demoSurvey>["tables"]) => void,
): Promise<Paper> {
  const { tables } = demoSurvey();
  spoil?.(tables);
  return { name: DEMO_SURVEY_FILE, mimeType: xlsx, buffer: Buffer.from(await writeSurveyWorkbook(tables)) };
}

export const pdf = (name: string): Paper => ({
  name: `${name}.pdf`,
  mimeType: "application/pdf",
  buffer: smallPdf(name),
});

/** A floor plan as a scanner gives it: rooms along a corridor. */
export function floorPlan(floor: string): Paper {
  const picture = new PNG({ width: 640, height: 360 });
  picture.data.fill(255);
  const line = (left: number, top: number, width: number, height: number) => {
    for (let y = top; y < top + height; y += 1) {
      picture.data.fill(40, (y * picture.width + left) * 4, (y * picture.width + left + width) * 4);
    }
  };
  for (const [top, height] of [
    [20, 140],
    [200, 140],
  ] as const) {
    for (let room = 0; room <= 8; room += 1) line(20 + room * 74, top, 4, height);
    line(20, top, 596, 4);
    line(20, top + height, 596, 4);
  }
  for (let at = 3; at < picture.data.length; at += 4) picture.data[at] = 255;
  return { name: `${floor}层平面图.png`, mimeType: "image/png", buffer: PNG.sync.write(picture) };
}

/** The slots of a matter that must hold something, by the names a person reads. */
export function requiredSlots(business: string): string[] {
  const matter = matters.find((candidate) => candidate.business === business);
  if (!matter) throw new RangeError(`no matter of ${business}`);
  return matter.materials.filter(({ required }) => required).map(({ name }) => name);
}
