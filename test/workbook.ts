import ExcelJS from "exceljs";

/**
 * A workbook in memory, to look into or to change as a person does in Excel. The bytes are copied first: the memory
 * behind a Buffer may be shared with other buffers, and exceljs reads all of it.
 */
export async function openWorkbook(content: Uint8Array): Promise<ExcelJS.Workbook> {
  const workbook = new ExcelJS.Workbook();
  await workbook.xlsx.load(Uint8Array.from(content).buffer);
  return workbook;
}
