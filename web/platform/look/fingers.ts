/** What fingers ask of something that can be moved and zoomed, in CSS pixels of the element. */
export interface Fingers {
  move(dx: number, dy: number): void;
  /** `factor` of the present scale, around a point of the element. */
  zoom(factor: number, at: { x: number; y: number }): void;
}

/**
 * Turns touches on an element into moves and zooms: one finger moves, two do both. The element needs
 * `touch-action: none`. Answers how to stop.
 */
export function listenToFingers(element: HTMLElement, { move, zoom }: Fingers): () => void {
  const down = new Map<number, { x: number; y: number }>();
  const pointOf = (event: PointerEvent) => ({ x: event.clientX, y: event.clientY });

  const onDown = (event: PointerEvent) => {
    if (event.pointerType === "touch") down.set(event.pointerId, pointOf(event));
  };
  const onMove = (event: PointerEvent) => {
    const before = down.get(event.pointerId);
    if (!before) return;
    const now = pointOf(event);
    down.set(event.pointerId, now);
    const other = [...down].find(([id]) => id !== event.pointerId)?.[1];
    if (!other) return move(now.x - before.x, now.y - before.y);
    const { left, top } = element.getBoundingClientRect();
    const middle = { x: (now.x + other.x) / 2, y: (now.y + other.y) / 2 };
    move((now.x - before.x) / 2, (now.y - before.y) / 2);
    zoom(distance(now, other) / Math.max(1, distance(before, other)), { x: middle.x - left, y: middle.y - top });
  };
  const onUp = (event: PointerEvent) => {
    down.delete(event.pointerId);
  };

  const events = { pointerdown: onDown, pointermove: onMove, pointerup: onUp, pointercancel: onUp } as const;
  const names = Object.keys(events) as (keyof typeof events)[];
  for (const name of names) element.addEventListener(name, events[name]);
  return () => {
    for (const name of names) element.removeEventListener(name, events[name]);
  };
}

const distance = (a: { x: number; y: number }, b: { x: number; y: number }): number => Math.hypot(a.x - b.x, a.y - b.y);
