import type { FormComponent, FormSchema } from "../api/forms.ts";

/** Walks every component of a form, groups included. */
export function eachComponent(schema: FormSchema, visit: (component: FormComponent) => void): void {
  const walk = (components: FormComponent[]) => {
    for (const component of components) {
      visit(component);
      walk(component.components ?? []);
    }
  };
  walk(schema.components);
}

const keyed = (component: FormComponent): string | null => component.key ?? component.path ?? null;

/** The form with only these top-level fields open to writing. */
export function writableOnly(schema: FormSchema, writable: readonly string[]): FormSchema {
  const open = (components: FormComponent[]): FormComponent[] =>
    components.map((component) => {
      const inner = component.components ? { components: open(component.components) } : {};
      const key = component.key;
      const shut = key !== undefined && !writable.includes(key.split(".")[0]!);
      return { ...component, ...inner, ...(shut ? { readonly: true } : {}) };
    });
  return { ...schema, components: open(schema.components) };
}

/** What the form's fields are called, by key: for lists of problems. */
export function labelsOf(schema: FormSchema): Map<string, string> {
  const labels = new Map<string, string>();
  eachComponent(schema, (component) => {
    const key = keyed(component);
    if (key && component.label) labels.set(key, component.label);
  });
  return labels;
}

/** The form as it is read: long texts that nobody wrote, and groups of nothing else, take no room. */
export function withoutEmptyTexts(schema: FormSchema, data: Record<string, unknown>): FormSchema {
  const kept = (components: FormComponent[]): FormComponent[] =>
    components.flatMap((component) => {
      if (component.components) {
        const inner = kept(component.components);
        return inner.length > 0 ? [{ ...component, components: inner }] : [];
      }
      const empty = component.type === "textarea" && component.key !== undefined && !data[component.key];
      return empty ? [] : [component];
    });
  return { ...schema, components: kept(schema.components) };
}
