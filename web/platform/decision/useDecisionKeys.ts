import { type RefObject, useEffect, useRef } from "react";
import type { OutcomeButton } from "./DecisionBar.tsx";

/**
 * Alt+1…9 moves to an outcome's button; Ctrl+Enter presses the one moved to, or the first. The confirmation follows
 * either way. `onPress` null: the buttons sleep or something is being sent.
 */
export function useDecisionKeys(
  bar: RefObject<HTMLElement | null>,
  outcomes: OutcomeButton[],
  onPress: ((outcome: OutcomeButton) => void) | null,
): void {
  const latest = useRef({ outcomes, onPress });
  latest.current = { outcomes, onPress };
  useEffect(() => {
    const buttons = () => [...(bar.current?.querySelectorAll<HTMLButtonElement>("[data-outcome]") ?? [])];
    const onKey = (event: KeyboardEvent) => {
      if (event.isComposing || event.keyCode === 229 || event.defaultPrevented) return;
      if (event.altKey && !event.ctrlKey && /^Digit[1-9]$/.test(event.code)) {
        const button = buttons()[Number(event.code.slice(5)) - 1];
        if (!button) return;
        event.preventDefault();
        button.focus();
      } else if (event.ctrlKey && event.key === "Enter") {
        if (document.querySelector("[role=dialog]")) return;
        event.preventDefault();
        const { outcomes: offered, onPress: press } = latest.current;
        const focused = buttons().indexOf(document.activeElement as HTMLButtonElement);
        const outcome = offered[Math.max(0, focused)];
        if (outcome) press?.(outcome);
      }
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [bar]);
}
