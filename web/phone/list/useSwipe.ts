import { type MouseEvent, type PointerEvent, useRef, useState } from "react";

/** Sideways pixels that make a swipe out of a touch. */
const far = 40;

/**
 * A swipe to the left opens what lies behind a card, to the right shuts it; the page still scrolls up and down
 * (`touch-action: pan-y`). A swipe is no tap: the link under it is not followed.
 */
export function useSwipe(enabled: boolean) {
  const [open, setOpen] = useState(false);
  const from = useRef<number | null>(null);
  const swiped = useRef(false);
  const handlers = {
    onPointerDown: (event: PointerEvent) => {
      from.current = event.clientX;
      swiped.current = false;
    },
    onPointerMove: (event: PointerEvent) => {
      if (!enabled || from.current === null) return;
      const by = event.clientX - from.current;
      if (Math.abs(by) < far) return;
      swiped.current = true;
      from.current = null;
      setOpen(by < 0);
    },
    onPointerUp: () => {
      from.current = null;
    },
    onPointerCancel: () => {
      from.current = null;
    },
    onClick: (event: MouseEvent) => {
      if (swiped.current) event.preventDefault();
    },
  };
  return { open: enabled && open, handlers };
}
