import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import type { RawSheet } from "./rawSheet.ts";
import { refusal } from "./refusals.ts";
import { sheetCollector, textsCollector } from "./sheetXml.ts";
import { parseXml } from "./xml.ts";
import { type Archive, openArchive } from "./zip.ts";

const WORKBOOK = "xl/workbook.xml";
const RELATIONS = "xl/_rels/workbook.xml.rels";
const MACROS = "xl/vbaProject.bin";

/**
 * Reads all worksheets of an xlsx as texts with their places. Reads the XML itself and not through exceljs, because an
 * uploaded file is hostile until shown otherwise: exceljs unfolds merged ranges and validations cell by cell and keeps
 * no limit, and it gives floats where we want the printed text.
 * @throws BusinessError when the file as a whole cannot be read; never for a single cell
 */
export async function readXlsx(
  file: string,
  content: Uint8Array,
  limits: SpreadsheetLimits = LIMITS,
): Promise<RawSheet[]> {
  const archive = openArchive(content, limits);
  if (archive.names.includes(MACROS)) throw refusal("FILE_HAS_MACROS", "文件含有宏,请另存为不含宏的xlsx再上传。");
  const workbook = await archive.read(WORKBOOK);
  const relations = await archive.read(RELATIONS);
  if (!workbook || !relations) throw refusal("NOT_A_WORKBOOK", "文件不是Excel工作簿,请上传xlsx或csv文件。");
  const targets = await readTargets(relations);
  const sheets = await readSheetList(workbook);
  if (sheets.length > limits.sheets) throw refusal("TOO_MANY_SHEETS", `工作表超过${limits.sheets}个,不予读取。`);
  const texts = await readTexts(archive, targets, limits);
  const read: RawSheet[] = [];
  for (const { name, relation } of sheets) {
    const part = await archive.read(targets.get(relation)?.path ?? "");
    if (part === null) continue;
    const sheet: RawSheet = { file, name, rows: [], merges: [] };
    await parseXml(part, sheetCollector(sheet, texts, limits));
    read.push(sheet);
  }
  return read;
}

interface Target {
  path: string;
  type: string;
}

async function readTargets(relations: Buffer): Promise<Map<string, Target>> {
  const targets = new Map<string, Target>();
  await parseXml(relations, {
    open(name, { Id = "", Target = "", Type = "" }) {
      if (name !== "Relationship") return;
      const path = Target.startsWith("/") ? Target.slice(1) : `xl/${Target.replace(/^\.\//, "")}`;
      targets.set(Id, { path, type: Type.slice(Type.lastIndexOf("/") + 1) });
    },
  });
  return targets;
}

async function readSheetList(workbook: Buffer): Promise<{ name: string; relation: string }[]> {
  const sheets: { name: string; relation: string }[] = [];
  await parseXml(workbook, {
    open(name, attributes) {
      if (name !== "sheet") return;
      const relation = Object.keys(attributes).find((key) => key.endsWith(":id"));
      sheets.push({ name: (attributes.name ?? "").trim(), relation: relation ? attributes[relation]! : "" });
    },
  });
  return sheets;
}

async function readTexts(archive: Archive, targets: Map<string, Target>, limits: SpreadsheetLimits): Promise<string[]> {
  const texts: string[] = [];
  const target = [...targets.values()].find(({ type }) => type === "sharedStrings");
  const part = target && (await archive.read(target.path));
  if (part) await parseXml(part, textsCollector(texts, limits));
  return texts;
}
