import type { FormComponent, FormSchema } from "../../platform/api/forms.ts";
import { eachComponent } from "../../platform/forms/formSchema.ts";

/** Brings the field with this key (or the one it lies in) into view and puts the cursor into it. */
export function focusField(place: HTMLElement | null, schema: FormSchema | undefined, key: string | undefined): void {
  const id = schema && key ? componentOf(schema, key)?.id : undefined;
  if (!place || !id) return;
  const name = CSS.escape(id);
  const control = place.querySelector<HTMLElement>(
    `[id^="fjs-form"][id$="-${name}"], [id^="fjs-form"][id*="-${name}-"]`,
  );
  (control?.closest(".fjs-form-field") ?? control)?.scrollIntoView({ block: "center" });
  control?.focus({ preventScroll: true });
}

function componentOf(schema: FormSchema, key: string): FormComponent | undefined {
  const found: FormComponent[] = [];
  eachComponent(schema, (component) => {
    if (component.key !== undefined && (component.key === key || key.startsWith(`${component.key}.`)))
      found.push(component);
  });
  return found[0];
}
