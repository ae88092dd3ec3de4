import type { Locator, Page } from "playwright-core";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { look } from "../layout.ts";

/** Signs in at a door of the program: `/` or `/org`. Ends when the page behind it stands. */
export async function logIn(page: Page, door: string, login: string): Promise<void> {
  await page.goto(door);
  await page.getByLabel("账号").fill(login);
  await look(page);
  await fillPassword(page);
  await page.getByRole("button", { name: /个人菜单/ }).waitFor();
}

/** The password alone: the dialog of an expired session knows whose it is. */
export async function fillPassword(place: Page | Locator): Promise<void> {
  await place.getByLabel("密码").fill(DEMO_PASSWORD);
  await place.getByRole("button", { name: "登录" }).click();
}
