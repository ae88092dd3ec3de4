import { Alert, Button } from "antd";
import { useEffect, useRef } from "react";
import type { FormSchema } from "../../platform/api/forms.ts";
import type { Problem } from "../../platform/api/problem.ts";
import { labelsOf } from "../../platform/forms/formSchema.ts";
import { placeOf, slotOf } from "./places.ts";
import type { Step, StepKey } from "./steps.ts";
import type { Refusal } from "./useSubmit.ts";

/** More of one part are opened there, where its own list shows them all. */
const mostOfOnePart = 12;

interface Props {
  refusal: Refusal;
  steps: Step[];
  schema: FormSchema | undefined;
  mend: (problem: Problem, place: StepKey) => void;
}

/** Why the application was not taken: all problems by part, each leading to where it is mended. */
export function RefusalPanel({ refusal: { title, problems }, steps, schema, mend }: Props) {
  const panel = useRef<HTMLDivElement>(null);
  useEffect(() => {
    panel.current?.scrollIntoView({ block: "start" });
  }, []);
  const labels = schema ? labelsOf(schema) : new Map<string, string>();
  const parts = [...steps.map(({ key, name }) => ({ key, name })), { key: null, name: "其他" }]
    .map((part) => ({ ...part, problems: problems.filter((problem) => placeOf(problem, steps) === part.key) }))
    .filter((part) => part.problems.length > 0);
  return (
    <div ref={panel} className="refusal">
      <Alert
        type="error"
        showIcon
        role="alert"
        title={title}
        description={parts.map(({ key, name, problems: wrong }) => (
          <section key={name} aria-label={name}>
            <h3>
              {name} <span className="numbers">{wrong.length} 处</span>
            </h3>
            <ul>
              {wrong.slice(0, mostOfOnePart).map((problem, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be word for word the same.
                <li key={index}>
                  {key === null ? (
                    problem.message
                  ) : (
                    <Button type="link" onClick={() => mend(problem, key)}>
                      {whereOf(problem, labels)}
                      {problem.message}
                    </Button>
                  )}
                </li>
              ))}
              {wrong.length > mostOfOnePart && (
                <li>
                  其余 {wrong.length - mostOfOnePart} 处请在“{name}”中查看。
                </li>
              )}
            </ul>
          </section>
        ))}
      />
    </div>
  );
}

function whereOf(problem: Problem, labels: ReadonlyMap<string, string>): string {
  if (slotOf(problem) !== null) return "";
  const field = problem.field?.split(".")[0] ?? "";
  const parts = [
    labels.get(problem.field ?? "") ?? labels.get(field),
    problem.sheet,
    problem.row && `第 ${problem.row} 行`,
  ];
  const where = [...parts, problem.column].filter(Boolean).join(" ");
  return where === "" || problem.message.includes(where) ? "" : `${where}：`;
}
