import { useEffect, useState } from "react";

/** Pixels at the foot of the page that a keyboard covers: iOS lays it over the page instead of making the page shorter. */
export function useAboveKeyboard(): number {
  const [covered, setCovered] = useState(0);
  useEffect(() => {
    const view = window.visualViewport;
    if (!view) return;
    const measure = () => {
      // While the page is zoomed the difference is not the keyboard's.
      const hidden = view.scale > 1.01 ? 0 : window.innerHeight - view.height - view.offsetTop;
      setCovered(Math.max(0, Math.round(hidden)));
    };
    measure();
    view.addEventListener("resize", measure);
    view.addEventListener("scroll", measure);
    return () => {
      view.removeEventListener("resize", measure);
      view.removeEventListener("scroll", measure);
    };
  }, []);
  return covered;
}
