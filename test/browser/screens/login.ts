import type { Page } from "playwright-core";
import { DEMO_PASSWORD } from "#db/seeds/people.ts";
import { look } from "../layout.ts";

/** Signs in at a door of the program: `/` or `/org`. Ends when the page behind it stands. */
export async function logIn(page: Page, door: string, login: string, password: string = DEMO_PASSWORD): Promise<void> {
  await page.goto(door);
  await page.getByLabel("账号").fill(login);
  await page.getByLabel("密码").fill(password);
  await look(page);
  await page.getByRole("button", { name: "登录" }).click();
  await page.getByRole("button", { name: /个人菜单/ }).waitFor();
}
