import { type Ref, useEffect, useImperativeHandle, useMemo, useRef, useState } from "react";
import { type FormSchema, useForm } from "../api/forms.ts";
import { ErrorState, Loaded, LoadingState } from "../look/States.tsx";
import type { FormCanvas, FormData } from "./FormCanvas.ts";
import { labelsOf, withoutEmptyTexts, writableOnly } from "./formSchema.ts";

/** What a page may ask of the form it shows. */
export interface FormHandle {
  /** What stands in the fields; null before the form is drawn. */
  read(): FormData | null;
  /** How many fields are wrong; they show why, and the first comes into view. */
  check(): number;
  /** Shows the server's refusals at their fields; answers the keys that are fields of this form. */
  showProblems(byKey: ReadonlyMap<string, string[]>): Set<string>;
  labels(): ReadonlyMap<string, string>;
}

interface Props {
  formId: string;
  data: FormData;
  /** Another key draws the form anew with `data`; the same key keeps what was typed. */
  dataKey: string;
  /** Keys that may be written; "all" of a start form, "none" to look at. */
  writable: readonly string[] | "all" | "none";
  onChange?: () => void;
  ref?: Ref<FormHandle>;
}

export function FormView({ formId, ...props }: Props) {
  const schema = useForm(formId);
  return <Loaded of={schema}>{(loaded) => <Canvas schema={loaded} {...props} />}</Loaded>;
}

function Canvas({ schema, data, dataKey, writable, onChange, ref }: Omit<Props, "formId"> & { schema: FormSchema }) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<FormCanvas | null>(null);
  const [state, setState] = useState<"loading" | "ready" | { failure: unknown }>("loading");
  const latest = useRef({ data, onChange });
  latest.current = { data, onChange };
  const open = typeof writable === "string" ? writable : writable.join(",");
  // biome-ignore lint/correctness/useExhaustiveDependencies: another dataKey means other data.
  const shown = useMemo(() => {
    if (open === "all") return schema;
    return open === "none" ? withoutEmptyTexts(schema, data) : writableOnly(schema, open.split(","));
  }, [schema, open, dataKey]);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another dataKey means other data.
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      const { FormCanvas } = await import("./FormCanvas.ts");
      if (gone || !place.current) return;
      canvas.current = new FormCanvas(place.current, () => latest.current.onChange?.());
      await canvas.current.open(shown, latest.current.data, open === "none");
      if (!gone) setState("ready");
    };
    draw().catch((failure: unknown) => {
      if (!gone) setState({ failure });
    });
    return () => {
      gone = true;
      canvas.current?.close();
      canvas.current = null;
    };
  }, [shown, open, dataKey]);

  // The server judges what it has; its newest word is shown without drawing the form anew.
  const judgement = data.judgement;
  useEffect(() => {
    if (state === "ready" && judgement !== undefined) canvas.current?.setFact("judgement", judgement);
  }, [state, judgement]);

  useImperativeHandle(
    ref,
    () => ({
      read: () => canvas.current?.read() ?? null,
      check: () => {
        const wrong = canvas.current?.check() ?? 0;
        if (wrong > 0) requestAnimationFrame(() => scrollToFirstError(place.current));
        return wrong;
      },
      showProblems: (byKey) => canvas.current?.showProblems(byKey) ?? new Set(),
      labels: () => labelsOf(shown),
    }),
    [shown],
  );

  return (
    <>
      {state === "loading" && <LoadingState rows={5} label="正在载入表单" />}
      {typeof state === "object" && <ErrorState error={state.failure} />}
      <div ref={place} className={`form-canvas${open === "none" ? " form-canvas-read" : ""}`} />
    </>
  );
}

function scrollToFirstError(place: HTMLElement | null): void {
  const field = place?.querySelector(".fjs-has-errors");
  field?.scrollIntoView({ block: "center" });
  field?.querySelector<HTMLElement>("input, textarea, [tabindex]")?.focus({ preventScroll: true });
}
