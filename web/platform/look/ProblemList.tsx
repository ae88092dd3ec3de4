import { Alert } from "antd";
import type { Problem } from "../api/problem.ts";

/** A refusal with everything that is wrong and where. */
export function ProblemList({
  title,
  problems,
  labels,
  tone = "error",
  onClose,
}: {
  title: string;
  problems: Problem[];
  labels?: ReadonlyMap<string, string>;
  /** A warning does not stop anything. */
  tone?: "error" | "warning";
  onClose?: () => void;
}) {
  return (
    <Alert
      type={tone}
      showIcon
      role={tone === "error" ? "alert" : "note"}
      title={title}
      closable={onClose ? { onClose, "aria-label": "关闭提示" } : false}
      description={
        problems.length > 0 && (
          <ul className="problem-list">
            {problems.map((problem, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: two problems may be word for word the same.
              <li key={index}>
                {placeOf(problem, labels)}
                {problem.message}
              </li>
            ))}
          </ul>
        )
      }
    />
  );
}

function placeOf(problem: Problem, labels?: ReadonlyMap<string, string>): string {
  const field = problem.field ? (labels?.get(problem.field) ?? "") : "";
  const parts = [field, problem.file, problem.sheet, problem.row ? `第${problem.row}行` : "", problem.column];
  const place = parts.filter(Boolean).join(" ");
  return place ? `${place}:` : "";
}
