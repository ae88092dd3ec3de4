import { readFile } from "node:fs/promises";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { root } from "#test/http.ts";

interface Component {
  type: string;
  key?: string;
  label?: string;
  dateLabel?: string;
  disabled?: boolean;
  values?: { value: string; label: string }[];
  components?: Component[];
}

/** Fills in a form field by field, by the labels a person reads; what `data` does not name is left as it stands. */
export async function fillForm(page: Page, formId: string, data: Record<string, unknown>): Promise<void> {
  const [business, form] = formId.split(".");
  const file = join(root, "forms", business!, `${form}.form`);
  const { components } = JSON.parse(await readFile(file, "utf8")) as { components: Component[] };
  for (const component of flat(components)) {
    const value = component.key === undefined || component.disabled ? undefined : data[component.key];
    if (value === undefined || value === null || value === "") continue;
    await fillField(page, component, String(value));
  }
}

const flat = (components: readonly Component[]): Component[] =>
  components.flatMap((component) => [component, ...flat(component.components ?? [])]);

async function fillField(page: Page, { type, label, dateLabel, values }: Component, value: string): Promise<void> {
  const name = label ?? dateLabel ?? "";
  if (type === "select") return choose(page, name, values?.find((option) => option.value === value)?.label ?? value);
  const box = field(page, name);
  await box.fill(type === "datetime" ? value.replaceAll("-", "/") : value);
  await box.blur();
}

const field = (page: Page, name: string): Locator => page.getByRole("textbox", { name, exact: true });

/** Opens a list of choices and takes the one with this name; what stands behind it in brackets only explains. */
export async function choose(page: Page, name: string, option: string): Promise<void> {
  const group = page.locator(".fjs-form-field-select", { has: field(page, name) });
  await group.locator(".fjs-input-group").click();
  await group
    .locator(".fjs-dropdownlist")
    .getByText(new RegExp(`^${option}(（.*）)?$`))
    .click();
}
