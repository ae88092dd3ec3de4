import { mkdir, writeFile } from "node:fs/promises";
import { dirname, resolve } from "node:path";
import { writeSurveyWorkbook } from "#adapters/spreadsheet/writeSurvey.ts";
import { demoSurvey } from "./survey/demoSurvey.ts";

/** `npm run demo-survey [-- path]`: the demonstration building as a workbook to upload by hand. */
const path = resolve(process.argv[2] ?? "var/demo-survey.xlsx");
await mkdir(dirname(path), { recursive: true });
await writeFile(path, await writeSurveyWorkbook(demoSurvey().tables));
console.log(`演示测绘成果已写入 ${path}`);
