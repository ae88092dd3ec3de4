import { BusinessError } from "#domain/errors.ts";
import { readCsv } from "./csv.ts";
import { LIMITS, type SpreadsheetLimits } from "./limits.ts";
import type { RawSheet } from "./rawSheet.ts";
import { refusal } from "./refusals.ts";
import { readXlsx } from "./xlsx.ts";

/** A file as it was uploaded; the name is what the person called it. */
export interface UploadedTable {
  name: string;
  content: Uint8Array;
}

/** First bytes of what people upload by mistake, with the sentence that helps. */
const FOREIGN: readonly [bytes: number[], code: string, message: string][] = [
  [[0xd0, 0xcf, 0x11, 0xe0], "OLD_OR_ENCRYPTED_EXCEL", "文件是旧版xls或已加密,请取消密码并另存为xlsx再上传。"],
  [[0x4d, 0x5a], "NOT_A_TABLE", "文件内容是可执行程序,不是表格,请上传xlsx或csv文件。"],
  [[0x7f, 0x45, 0x4c, 0x46], "NOT_A_TABLE", "文件内容是可执行程序,不是表格,请上传xlsx或csv文件。"],
  [[0x25, 0x50, 0x44, 0x46], "NOT_A_TABLE", "文件内容是PDF,不是表格,请上传xlsx或csv文件。"],
];
const ZIP = [0x50, 0x4b, 0x03, 0x04];

/**
 * Reads an uploaded table, xlsx or csv, by what it contains and not by what it is called; the name has to agree.
 * @throws BusinessError 413 FILE_TOO_LARGE; 422 for a file that cannot be read as a whole
 */
export async function readSheets(
  { name, content }: UploadedTable,
  limits: SpreadsheetLimits = LIMITS,
): Promise<RawSheet[]> {
  if (content.length > limits.fileBytes) {
    const message = `文件超过${Math.floor(limits.fileBytes / 1024 / 1024)}MB,请缩小后再上传。`;
    throw new BusinessError("FILE_TOO_LARGE", message, { status: 413 });
  }
  if (content.length === 0) throw refusal("FILE_EMPTY", "文件是空的。");
  const foreign = FOREIGN.find(([bytes]) => beginsWith(content, bytes));
  if (foreign) throw refusal(foreign[1], foreign[2]);
  const extension = /\.([^.]+)$/.exec(name)?.[1]?.toLowerCase();
  if (extension !== "xlsx" && extension !== "csv") throw refusal("FILE_TYPE", "只接受xlsx或csv文件。");
  const zip = beginsWith(content, ZIP);
  if (zip !== (extension === "xlsx"))
    throw refusal("FILE_TYPE_MISMATCH", "文件内容与扩展名不符,请上传真正的xlsx或csv文件。");
  return zip ? readXlsx(name, content, limits) : [await readCsv(name, content, limits)];
}

const beginsWith = (content: Uint8Array, bytes: readonly number[]): boolean =>
  bytes.every((byte, index) => content[index] === byte);
