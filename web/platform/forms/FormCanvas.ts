import "@bpmn-io/form-js-viewer/dist/assets/form-js.css";
import "./formCanvas.css";
import { Form } from "@bpmn-io/form-js-viewer";
import type { FormSchema } from "../api/forms.ts";
import { chineseErrorsModule } from "./chineseErrors.ts";
import { chineseWords } from "./chineseWords.ts";
import { unitPickerModule } from "./unitPickerField.ts";

export type FormData = Record<string, unknown>;

/**
 * form-js behind four words: open, read, check, show problems. React holds this object and knows nothing of its events.
 */
export class FormCanvas {
  readonly #form: Form;
  readonly #stopTranslating: () => void;
  #ready = false;
  /** What the fields said when a change was last told. */
  #said = "";

  constructor(container: HTMLElement, onChange: () => void) {
    // By default a field keeps what is typed to itself for 300 ms, and any drawing of the form meanwhile wipes it.
    const options = { container, additionalModules: [chineseErrorsModule, unitPickerModule], debounce: 1 };
    this.#form = new Form(options);
    this.#stopTranslating = chineseWords(container);
    this.#form.on("changed", () => {
      // form-js says "changed" for errors and layout too.
      if (!this.#ready || this.#said === this.#saying()) return;
      this.#said = this.#saying();
      onChange();
    });
  }

  /** Shows a form with its data. Ends when it can be typed in. */
  async open(schema: FormSchema, data: FormData, readOnly: boolean): Promise<void> {
    this.#ready = false;
    this.#form.setProperty("readOnly", readOnly);
    await this.#form.importSchema(schema as Parameters<Form["importSchema"]>[0], data);
    this.#said = this.#saying();
    this.#ready = true;
  }

  #saying(): string {
    return JSON.stringify(this.read());
  }

  /** Replaces something beside the fields that the form shows, such as a judgement of what was filled in. */
  setFact(key: string, value: unknown): void {
    const { data } = this.#form._getState();
    this.#form._setState({ data: { ...data, [key]: value } });
  }

  setReadOnly(readOnly: boolean): void {
    this.#form.setProperty("readOnly", readOnly);
  }

  /** What stands in the fields now, checked or not; shut fields left out. */
  read(): FormData {
    return this.#form._getSubmitData();
  }

  /** Checks every field and shows what is wrong. Answers how many fields are. */
  check(): number {
    const errors = Object.values(this.#form.validate()).filter((messages) => messages.length > 0);
    return errors.length;
  }

  /** Shows refusals of the server at their fields. Answers the keys that this form has. */
  showProblems(byKey: ReadonlyMap<string, string[]>): Set<string> {
    const errors: Record<string, string[]> = {};
    const found = new Set<string>();
    for (const instance of this.#keyedInstances()) {
      const key = instance.valuePath.join(".");
      const messages = byKey.get(key) ?? byKey.get(String(instance.valuePath[0]));
      if (!messages) continue;
      errors[instance.id] = messages;
      found.add(key);
      found.add(String(instance.valuePath[0]));
    }
    this.#form._setState({ errors });
    return found;
  }

  #keyedInstances(): FieldInstance[] {
    return this.#form.get<{ getAllKeyed(): FieldInstance[] }>("formFieldInstanceRegistry").getAllKeyed();
  }

  close(): void {
    this.#ready = false;
    this.#stopTranslating();
    this.#form.destroy();
  }
}

interface FieldInstance {
  id: string;
  valuePath: (string | number)[];
}
