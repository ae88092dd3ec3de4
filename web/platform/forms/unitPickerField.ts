import type { Form } from "@bpmn-io/form-js-viewer";
import { h, type VNode } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { type ChosenUnit, chosenUnits } from "../building/chosenUnits.ts";
import { mountUnitPicker, type UnitPickerMount } from "../building/mountUnitPicker.tsx";

/** What form-js hands to a field. */
interface FieldProps {
  field: { id: string; label?: string; description?: string; buildingKey?: string; validate?: { required?: boolean } };
  value: unknown;
  errors?: string[];
  disabled: boolean;
  readonly: boolean;
  domId: string;
  onChange: (update: { field: unknown; value: ChosenUnit[] }) => void;
}

const type = "unitPicker";

/**
 * 楼盘表选房: a form field whose value is `[{ unitId, forCommittee }]`. The building is the one chosen in the field named
 * by `buildingKey` (default `buildingId`). Where the form's data hold `required` areas, they are compared.
 */
function UnitPickerField(props: FieldProps & { form: Form }): VNode {
  const place = useRef<HTMLDivElement>(null);
  const mount = useRef<UnitPickerMount | null>(null);
  const { field, value, errors = [], disabled, readonly, domId, onChange, form } = props;
  const data = form._getState().data as Record<string, unknown>;
  const buildingId = Number(data[field.buildingKey ?? "buildingId"]) || null;

  useEffect(() => {
    if (!place.current) return;
    mount.current = mountUnitPicker(place.current);
    return () => {
      mount.current?.unmount();
      mount.current = null;
    };
  }, []);
  useEffect(() => {
    mount.current?.show({
      buildingId,
      chosen: chosenUnits(value),
      readOnly: disabled || readonly,
      judgement: data.judgement,
      onChange: (next) => onChange({ field, value: next }),
    });
  });

  const invalid = errors.length > 0;
  return h("div", { class: `fjs-form-field fjs-form-field-unit-picker${invalid ? " fjs-has-errors" : ""}` }, [
    h("label", { class: "fjs-form-field-label", for: domId }, [
      field.label ?? "",
      field.validate?.required ? h("span", { class: "fjs-asterix" }, "*") : null,
    ]),
    h("div", { id: domId, ref: place, tabIndex: -1, role: "group", "aria-label": field.label }),
    field.description ? h("div", { class: "fjs-form-field-description" }, field.description) : null,
    invalid
      ? h(
          "div",
          { class: "fjs-form-field-error", "aria-live": "polite" },
          h(
            "ul",
            {},
            errors.map((text) => h("li", {}, text)),
          ),
        )
      : null,
  ]);
}

const config = {
  type,
  keyed: true,
  name: "楼盘表选房",
  group: "selection",
  emptyValue: [],
  sanitizeValue: ({ value }: { value: unknown }) => chosenUnits(value),
  create: (options: object = {}) => ({ ...options }),
};

/** Makes the field known to one form, whose data it reads. */
class UnitPickerRegistration {
  static $inject = ["formFields", "form"];
  constructor(formFields: { register(type: string, field: unknown): void }, form: Form) {
    const field = (props: FieldProps) => h(UnitPickerField, { ...props, form });
    formFields.register(type, Object.assign(field, { config }));
  }
}

export const unitPickerModule = {
  __init__: ["unitPickerRegistration"],
  unitPickerRegistration: ["type", UnitPickerRegistration],
};
