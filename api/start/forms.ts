import { globSync, readFileSync } from "node:fs";
import { basename, dirname, join } from "node:path";
import { z } from "zod";
import type { Form } from "../context.ts";

const formSchema = z.looseObject({ id: z.string(), components: z.array(z.unknown()) });

/**
 * Reads `forms/<business>/<task>.form`. What is served later comes from this map: no request ever names a file.
 * @throws Error where a form's id is not `<business>.<task>`
 */
export function readForms(folder: string): Map<string, Form> {
  const forms = new Map<string, Form>();
  for (const file of globSync("*/*.form", { cwd: folder }).sort()) {
    const id = `${dirname(file)}.${basename(file, ".form")}`;
    const form = formSchema.parse(JSON.parse(readFileSync(join(folder, file), "utf8")));
    if (form.id !== id) throw new Error(`forms/${file} has the id ${form.id}; it should be ${id}`);
    forms.set(id, form);
  }
  return forms;
}
