import type { z } from "zod";
import type { caseOutcomeSchema, caseStateSchema } from "#domain/platform/inbox.ts";
import { Icon } from "./Icon.tsx";
import { type TimeLeft, timeLeftText } from "./words.ts";
import "./tags.css";

type State = z.infer<typeof caseStateSchema>;
type Outcome = z.infer<typeof caseOutcomeSchema> | null;

const tones: Record<State, string> = {
  submitted: "blue",
  running: "blue",
  supplementing: "amber",
  decided: "blue",
  delivering: "blue",
  closed: "grey",
  archived: "grey",
};

/** State of a case, in colour and in words. */
export function CaseStateTag({ state, outcome, label }: { state: State; outcome: Outcome; label: string }) {
  const ended = state === "closed" || state === "archived" || state === "delivering" || state === "decided";
  const tone = ended && outcome ? (outcome === "approved" ? "green" : "red") : tones[state];
  return <span className={`tag tag-${tone}`}>{label}</span>;
}

/** 视为受理: nobody acted in time, and the law accepted in their place. */
export const DeemedTag = () => (
  <span className="tag tag-red" title="逾期未作受理决定，自收到材料之日起视为受理">
    视为受理
  </span>
);

const lights = { green: "quiet", amber: "amber", red: "red", late: "late" } as const;

/** Working days left, in colour and in words. */
export function TimeLeftTag({ of }: { of: TimeLeft }) {
  const title = `应于 ${of.due} 前办结${of.provisional ? "（节假日安排未公布，暂按周末推算）" : ""}`;
  return (
    <span className={`time-left time-left-${lights[of.light]}`} title={title}>
      {of.light !== "green" && <Icon name="clock" />} {timeLeftText(of)}
      {of.provisional && "（暂定）"}
    </span>
  );
}
