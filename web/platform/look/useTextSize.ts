import { useLayoutEffect } from "react";
import { type Settings, useSettings } from "./settings.ts";

/** The text size a person chose, in pixels of a door's own scale, put on the page; everything else is in rem. */
export function useTextSize(scale: Readonly<Record<Settings["textSize"], number>>): void {
  const { textSize } = useSettings();
  useLayoutEffect(() => {
    document.documentElement.style.fontSize = `${scale[textSize]}px`;
  }, [scale, textSize]);
}
