import type { Locator, Page } from "playwright-core";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { look, lookAtTask } from "../layout.ts";

/** What a person does at `/m`, with a thumb. */

export async function logInOnPhone(page: Page, login: string): Promise<void> {
  await page.goto("/m");
  await page.getByLabel("账号").fill(login);
  await look(page);
  await page.getByLabel("密码").fill(DEMO_PASSWORD);
  await page.getByRole("button", { name: "登录" }).tap();
  await tabBar(page).waitFor();
}

export const tabBar = (page: Page): Locator => page.getByRole("navigation", { name: "主导航" });

/** Opens the phone's page anew, and one of its lists. */
export async function openPhoneBox(page: Page, box: "待办" | "待领" | "已办" | "办结"): Promise<void> {
  await page.goto("/m");
  if (box === "待领") await page.getByRole("link", { name: /^待领/ }).tap();
  else await tabBar(page).getByRole("link", { name: box }).tap();
  await page.getByRole("status", { name: /^正在载入/ }).waitFor({ state: "hidden" });
  await look(page);
}

export const cardOf = (page: Page, caseNo: string): Locator =>
  page
    .getByRole("listitem")
    .filter({ hasText: caseNo })
    .filter({ has: page.getByRole("link") });

export const phoneCase = (page: Page, caseNo: string): Locator =>
  page.getByRole("article", { name: new RegExp(`${caseNo}$`) });

/** Opens a case from a list; its bar stands when this ends. */
export async function openPhoneTask(page: Page, box: "待办" | "待领", caseNo: string): Promise<void> {
  await openPhoneBox(page, box);
  await cardOf(page, caseNo).getByRole("link").tap();
  await phoneCase(page, caseNo).waitFor();
  await lookAtTask(page);
}

export const phoneBar = (page: Page): Locator => page.getByRole("toolbar", { name: "决定" });
export const sheet = (page: Page, name: string | RegExp): Locator => page.getByRole("dialog", { name });
export const phoneOpinion = (page: Page): Locator => page.getByRole("textbox", { name: "意见" });

/** 领取: ends when the task can be decided. */
export async function claimOnPhone(page: Page): Promise<void> {
  await phoneBar(page).getByRole("button", { name: "领取" }).tap();
  await phoneBar(page).getByRole("button", { name: "意见" }).waitFor();
  await lookAtTask(page);
}

/** Shows one part of the opened case; ends when it has been loaded. */
export async function openPart(page: Page, name: RegExp): Promise<void> {
  await page.getByRole("tab", { name }).tap();
  await page
    .getByRole("tabpanel")
    .getByRole("status", { name: /^正在载入/ })
    .first()
    .waitFor({ state: "hidden" });
  await lookAtTask(page);
}

/** Presses an outcome and opens its sheet. */
export async function pressOnPhone(page: Page, outcome: string): Promise<Locator> {
  await phoneBar(page).getByRole("button", { name: outcome, exact: true }).tap();
  const asked = sheet(page, `确认“${outcome}”`);
  await asked.waitFor();
  await look(page);
  return asked.getByRole("button", { name: `确认${outcome}` });
}

export async function decideOnPhone(
  page: Page,
  { caseNo, outcome, words }: { caseNo: string; outcome: string; words?: string },
): Promise<void> {
  const confirm = await pressOnPhone(page, outcome);
  if (words !== undefined) await phoneOpinion(page).fill(words);
  await confirm.tap();
  await doneOnPhone(page, `已${outcome} ${caseNo}`);
}

export async function doneOnPhone(page: Page, words: string): Promise<void> {
  await page.getByRole("status").filter({ hasText: words }).waitFor();
  await look(page);
}

/** A finger drawn sideways over something. */
export async function swipe(page: Page, over: Locator, by: number): Promise<void> {
  const box = (await over.boundingBox())!;
  const from = { x: box.x + box.width * 0.7, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", x?: number) =>
    session.send("Input.dispatchTouchEvent", { type, touchPoints: x === undefined ? [] : [{ x, y: from.y }] });
  await touch("touchStart", from.x);
  for (const part of [0.25, 0.5, 0.75, 1]) await touch("touchMove", from.x + by * part);
  // A finger that leaves while it moves is a fling, and Chromium takes the next tap for the end of it.
  await page.waitForTimeout(200);
  await touch("touchMove", from.x + by);
  await touch("touchEnd");
  await session.detach();
}

/** Two fingers drawn apart on something. */
export async function pinch(page: Page, on: Locator): Promise<void> {
  const box = (await on.boundingBox())!;
  const middle = { x: box.x + box.width / 2, y: box.y + box.height / 2 };
  const session = await page.context().newCDPSession(page);
  const touch = (type: "touchStart" | "touchMove" | "touchEnd", apart: number | null) => {
    const points = [-1, 1].map((side, id) => ({ x: middle.x + side * (apart ?? 0), y: middle.y, id }));
    return session.send("Input.dispatchTouchEvent", { type, touchPoints: apart === null ? [] : points });
  };
  await touch("touchStart", 30);
  for (const apart of [50, 70, 90, 110]) await touch("touchMove", apart);
  await touch("touchEnd", null);
  await session.detach();
}
