import type { OutcomeButton } from "../../platform/decision/DecisionBar.tsx";

/** The two outcomes in the bar, the refusing one first, so that agreeing lies under the thumb. */
export function mainOutcomes(outcomes: OutcomeButton[]): OutcomeButton[] {
  const positive = outcomes.find(({ danger }) => !danger);
  const negative = outcomes.find(({ danger }) => danger);
  return [negative, positive].filter((outcome) => outcome !== undefined);
}

/** Those that are found in the sheet. */
export const otherOutcomes = (outcomes: OutcomeButton[]): OutcomeButton[] => {
  const main = mainOutcomes(outcomes);
  return outcomes.filter((outcome) => !main.includes(outcome));
};
