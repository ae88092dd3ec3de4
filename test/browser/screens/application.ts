import assert from "node:assert/strict";
import type { Locator, Page } from "playwright-core";
import { look } from "../layout.ts";

export interface Paper {
  name: string;
  mimeType: string;
  buffer: Buffer;
}

export type Step = "填写表单" | "测绘成果表" | "上传材料" | "核对并提交";

/** Begins an application on the company's home page. Ends when its form can be typed in. */
export async function begin(page: Page, matter: string): Promise<void> {
  await page.getByRole("link", { name: "首页" }).click();
  await look(page);
  await page.getByRole("button", { name: `申报${matter}` }).click();
  await page.getByRole("region", { name: "填写表单" }).getByRole("textbox").first().waitFor();
  await look(page);
}

export async function goTo(page: Page, step: Step): Promise<void> {
  await page.getByRole("navigation", { name: "申请步骤" }).getByRole("link", { name: step }).click();
  await page.getByRole("region", { name: step }).waitFor();
  await look(page);
}

/** Waits until the server has everything that was typed. */
export const saved = (page: Page): Promise<void> =>
  page
    .getByRole("status")
    .filter({ hasText: /已保存 \d\d:\d\d/ })
    .waitFor();

/** Chooses files with the file dialog of a place that takes them. */
export async function chooseFiles(page: Page, place: Locator, papers: readonly Paper[]): Promise<void> {
  const dialog = page.waitForEvent("filechooser");
  await place.getByText(/^\s*(选择文件|重新上传|继续添加)$/).click();
  await (await dialog).setFiles([...papers]);
}

/** Uploads into one slot of 上传材料, and waits until each file is listed there. */
export async function uploadMaterial(page: Page, slot: string, papers: readonly Paper[]): Promise<void> {
  const place = page.getByRole("article", { name: slot, exact: true });
  await chooseFiles(page, place, papers);
  await place.getByText(`✓ 已上传 ${papers.length} 份`).waitFor();
  await look(page);
}

export const uploadSurvey = (page: Page, workbook: Paper): Promise<void> =>
  chooseFiles(page, page.getByRole("region", { name: "测绘成果表" }), [workbook]);

/** Hands the application in and answers the case number that the company reads. */
export async function submit(page: Page): Promise<string> {
  await page.getByRole("button", { name: "提交申请" }).click();
  const told = await page.getByText(/^提交成功，编号 /).innerText();
  const caseNo = /编号 (\S+)$/.exec(told)?.[1];
  assert.ok(caseNo, told);
  await look(page);
  return caseNo;
}
