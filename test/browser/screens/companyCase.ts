import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { look } from "../layout.ts";

/** Opens one of the company's cases from its list. */
export async function openCompanyCase(page: Page, caseNo: string): Promise<void> {
  await page.goto("/org");
  await page.getByRole("link", { name: "我的案件" }).click();
  await look(page);
  await page.getByRole("link", { name: caseNo }).click();
  await page.getByRole("article", { name: new RegExp(`${caseNo}$`) }).waitFor();
  await look(page);
}

/** Downloads a document of the opened case: its name on the company's disk and its bytes. */
export async function download(page: Page, title: string): Promise<{ name: string; bytes: Buffer }> {
  const arrival = page.waitForEvent("download");
  await page.getByRole("link", { name: `下载${title}` }).click();
  const file = await arrival;
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}
