import type { FormComponent, FormSchema } from "../../platform/api/forms.ts";
import { type ChosenUnit, chosenUnits } from "../../platform/building/chosenUnits.ts";
import { eachComponent } from "../../platform/forms/formSchema.ts";

export interface SummaryLine {
  key: string;
  label: string;
  /** Empty where nothing was filled in. */
  value: string;
  required: boolean;
}
export interface SummaryGroup {
  title: string;
  lines: SummaryLine[];
}

type Data = Record<string, unknown>;

/** What was filled in, group by group, in the words of the form. */
export function summarise(schema: FormSchema, data: Data): SummaryGroup[] {
  const loose = schema.components.filter(({ type }) => type !== "group");
  const groups = schema.components.filter(({ type }) => type === "group");
  return [
    { title: "", lines: linesOf(loose, data) },
    ...groups.map((group) => ({ title: group.label ?? "", lines: linesOf(group.components ?? [], data) })),
  ].filter(({ lines }) => lines.length > 0);
}

function linesOf(components: readonly FormComponent[], data: Data): SummaryLine[] {
  return components.flatMap((component) => {
    if (component.components) return linesOf(component.components, data);
    if (component.key === undefined || component.type === "unitPicker") return [];
    return {
      key: component.key,
      label: labelOf(component),
      value: wordsOf(component, valueAt(data, component.key), data),
      required: isRecord(component.validate) && component.validate.required === true,
    };
  });
}

const isRecord = (value: unknown): value is Data =>
  typeof value === "object" && value !== null && !Array.isArray(value);

function labelOf({ label, dateLabel, timeLabel, key }: FormComponent): string {
  const words = [label, dateLabel, timeLabel].find((word) => typeof word === "string" && word !== "");
  return typeof words === "string" ? words : (key ?? "");
}

/** The value at a dotted key: `company.name`. */
function valueAt(data: Data, key: string): unknown {
  return key.split(".").reduce<unknown>((value, part) => (isRecord(value) ? value[part] : undefined), data);
}

function wordsOf(component: FormComponent, value: unknown, data: Data): string {
  if (value === null || value === undefined || value === "") return "";
  if (Array.isArray(value)) return value.map((one) => optionOf(component, one, data)).join("、");
  if (typeof value === "boolean") return value ? "是" : "否";
  const unit = isRecord(component.appearance) ? component.appearance.suffixAdorner : undefined;
  return `${optionOf(component, value, data)}${typeof unit === "string" ? ` ${unit}` : ""}`;
}

function optionOf({ values, valuesKey }: FormComponent, value: unknown, data: Data): string {
  const options = typeof valuesKey === "string" ? valueAt(data, valuesKey) : values;
  if (!Array.isArray(options)) return String(value);
  const option = options.filter(isRecord).find((candidate) => candidate.value === value);
  return typeof option?.label === "string" ? option.label : String(value);
}

export interface UnitChoice {
  key: string;
  label: string;
  buildingId: number | null;
  chosen: ChosenUnit[];
}

/** What was picked on building tables; shown as a table of rooms, not in words. */
export function unitChoicesOf(schema: FormSchema, data: Data): UnitChoice[] {
  const choices: UnitChoice[] = [];
  eachComponent(schema, ({ type, key, label, buildingKey }) => {
    if (type !== "unitPicker" || key === undefined) return;
    const building = valueAt(data, typeof buildingKey === "string" ? buildingKey : "buildingId");
    const buildingId = typeof building === "number" ? building : null;
    choices.push({ key, label: label ?? key, buildingId, chosen: chosenUnits(valueAt(data, key)) });
  });
  return choices;
}
