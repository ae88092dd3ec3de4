import type { Locator, Page } from "playwright-core";
import { look, lookAtTask } from "../layout.ts";

export type Box = "待办" | "待领" | "已办" | "办结";

/** Opens the desk anew, as a person does in the morning, and one of its boxes. */
export async function openBox(page: Page, box: Box): Promise<void> {
  await page.goto("/");
  await page.getByRole("navigation", { name: "工作台" }).getByRole("link", { name: box }).click();
  await page.getByRole("region", { name: box }).waitFor();
  await look(page);
}

export const rowOf = (page: Page, caseNo: string): Locator =>
  page
    .getByRole("listitem")
    .filter({ has: page.getByRole("link") })
    .filter({ hasText: caseNo });

export const openedCase = (page: Page, caseNo: string): Locator =>
  page.getByRole("article", { name: new RegExp(`${caseNo}$`) });

/** Opens a case from a box; its decision bar stands when this ends. */
export async function openTask(page: Page, box: "待办" | "待领", caseNo: string): Promise<void> {
  await openBox(page, box);
  await rowOf(page, caseNo).getByRole("link").click();
  await openedCase(page, caseNo).waitFor();
  await lookAtTask(page);
}

export const bar = (page: Page): Locator => page.getByRole("toolbar", { name: "决定" });
export const opinion = (page: Page): Locator => bar(page).getByRole("textbox", { name: "意见" });

/** 领取: ends when the opinion can be written. */
export async function claim(page: Page): Promise<void> {
  await bar(page).getByRole("button", { name: "领取" }).click();
  await opinion(page).waitFor();
  await lookAtTask(page);
}

/** One function for each tab of the opened case; it ends when what the tab shows has been loaded. */
export async function tabs(page: Page): Promise<(() => Promise<void>)[]> {
  const all = await page.getByRole("tab").all();
  return all.map((tab) => async () => {
    await tab.click();
    await page
      .getByRole("tabpanel")
      .getByRole("status", { name: /^正在载入/ })
      .first()
      .waitFor({ state: "hidden" });
  });
}

/** Every tab of the case, one after the other; back to the first. */
export async function leafThrough(page: Page): Promise<void> {
  const all = await tabs(page);
  for (const tab of [...all, all[0]!]) {
    await tab();
    await lookAtTask(page);
  }
}

/** Ticks everything the window has to look at before it accepts. */
export async function tickAll(page: Page): Promise<void> {
  const boxes = page.getByRole("region", { name: "本环节填写" }).getByRole("checkbox");
  await boxes.first().waitFor();
  for (const box of await boxes.all()) await box.check();
}

/** Presses an outcome's button and reads the confirmation; `confirm` sends it. */
export async function press(page: Page, outcome: string): Promise<Locator> {
  await bar(page).getByRole("button", { name: outcome, exact: true }).click();
  const dialog = page.getByRole("dialog", { name: `确认“${outcome}”` });
  await dialog.waitFor();
  await lookAtTask(page);
  return dialog.getByRole("button", { name: `确认${outcome}`, exact: true });
}

/** Decides the task at hand with the opinion that stands there or the one given, and reads that it was done. */
export async function decide(
  page: Page,
  { caseNo, outcome, words }: { caseNo: string; outcome: string; words?: string },
): Promise<void> {
  if (words !== undefined) await opinion(page).fill(words);
  const confirm = await press(page, outcome);
  await confirm.click();
  await decided(page, { caseNo, outcome });
}

export async function decided(page: Page, { caseNo, outcome }: { caseNo: string; outcome: string }): Promise<void> {
  await page
    .getByRole("status")
    .filter({ hasText: `已${outcome} ${caseNo}` })
    .waitFor();
  await look(page);
}
