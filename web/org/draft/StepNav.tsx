import { NavLink } from "react-router";
import type { Step, StepKey } from "./steps.ts";

/** The parts of the application; free to go to any. */
export function StepNav({ draftId, steps, current }: { draftId: number; steps: Step[]; current: StepKey }) {
  return (
    <nav className="step-nav" aria-label="申请步骤">
      {steps.map(({ key, name, note, tone }, index) => (
        <NavLink
          key={key}
          to={`/drafts/${draftId}/${key}`}
          replace
          className={key === current ? "step step-current" : "step"}
          aria-current={key === current ? "step" : undefined}
        >
          <span className={`step-number step-${tone}`} aria-hidden>
            {tone === "good" ? "✓" : tone === "bad" ? "!" : index + 1}
          </span>
          <span className="step-name">{name}</span>
          {note && <span className={`step-note step-note-${tone}`}>{note}</span>}
        </NavLink>
      ))}
    </nav>
  );
}
