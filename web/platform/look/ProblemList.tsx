import type { Problem } from "../api/problem.ts";
import { Icon } from "./Icon.tsx";
import { PlainButton } from "./PlainButton.tsx";
import "./problemList.css";

interface Props {
  title: string;
  problems: Problem[];
  labels?: ReadonlyMap<string, string>;
  /** A warning does not stop anything. */
  tone?: "error" | "warning";
  onClose?: () => void;
}

/** A refusal with everything that is wrong and where. One problem that only repeats the title is not said twice. */
export function ProblemList({ title, problems, labels, tone = "error", onClose }: Props) {
  const repeated = problems.length === 1 && problems[0]?.message === title;
  return (
    <div className={`problems-box problems-${tone}`} role={tone === "error" ? "alert" : "note"}>
      <div className="problems-text">
        <b>{title}</b>
        {problems.length > 0 && !repeated && (
          <ul>
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be word for word the same.
              <li key={index}>
                {placeOf(problem, labels)}
                {problem.message}
              </li>
            ))}
          </ul>
        )}
      </div>
      {onClose && (
        <PlainButton tone="quiet" aria-label="关闭提示" onClick={onClose}>
          <Icon name="close" />
        </PlainButton>
      )}
    </div>
  );
}

function placeOf(problem: Problem, labels?: ReadonlyMap<string, string>): string {
  const field = problem.field ? (labels?.get(problem.field) ?? "") : "";
  const parts = [field, problem.file, problem.sheet, problem.row ? `第${problem.row}行` : "", problem.column];
  const place = parts.filter(Boolean).join(" ");
  return place ? `${place}：` : "";
}
