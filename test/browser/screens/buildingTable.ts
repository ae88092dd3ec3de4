import type { Locator, Page } from "playwright-core";
import { look } from "../layout.ts";

/** Opens the building table of the only building that a person may see with this name, from the desk. */
export async function openBuilding(page: Page, name: string): Promise<void> {
  await page.goto("/");
  await page.getByRole("link", { name: "楼盘表" }).click();
  await page.getByRole("list", { name: "楼幢列表" }).getByRole("link", { name }).click();
  await grid(page).waitFor();
  await look(page);
}

export const grid = (page: Page): Locator => page.getByRole("table", { name: "楼盘表" });
export const units = (page: Page): Locator => grid(page).getByRole("button");
/** The cell of a room. Its name says number, area and state. */
export const unit = (page: Page, roomNo: string): Locator =>
  grid(page).getByRole("button", { name: new RegExp(`^${roomNo}[,，]`) });

/** The rows of a table of figures as a person reads them. */
export const figures = async (page: Page, name: string): Promise<string[][]> => {
  const rows = await page.getByRole("table", { name }).locator("tbody tr").all();
  return Promise.all(rows.map((row) => row.locator("th, td").allInnerTexts()));
};

export const switchTo = async (page: Page, view: "楼盘表" | "统计"): Promise<void> => {
  await page.getByLabel("查看方式").getByText(view, { exact: true }).click();
  await look(page);
};
