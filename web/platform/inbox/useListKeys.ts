import { useEffect } from "react";
import { useSettings } from "../look/settings.ts";

const typing = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName));

/** j and k walk the list, Enter opens (the focused link does that itself), / goes to the search. Never while typing. */
export function useListKeys(): void {
  const { singleKeys } = useSettings();
  useEffect(() => {
    if (!singleKeys) return;
    const onKey = (event: KeyboardEvent) => {
      const composing = event.isComposing || event.keyCode === 229;
      if (composing || event.ctrlKey || event.altKey || event.metaKey || typing(event.target)) return;
      if (document.querySelector(".ant-modal-wrap:not([style*='display: none']), .sheet-place")) return;
      if (event.key === "j") step(1);
      else if (event.key === "k") step(-1);
      else if (event.key === "/") document.querySelector<HTMLInputElement>("#desk-search")?.focus();
      else return;
      event.preventDefault();
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, [singleKeys]);
}

function step(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLAnchorElement>(".inbox-row a")];
  const focused = links.indexOf(document.activeElement as HTMLAnchorElement);
  const at = focused >= 0 ? focused : links.findIndex((link) => link.getAttribute("aria-current"));
  const next = links[Math.min(links.length - 1, Math.max(0, at + by))];
  next?.focus();
  next?.scrollIntoView({ block: "nearest" });
}
