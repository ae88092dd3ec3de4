import { type ReactNode, useEffect, useId, useRef } from "react";
import { createPortal } from "react-dom";
import { Icon } from "./Icon.tsx";
import { useAboveKeyboard } from "./useAboveKeyboard.ts";
import "./sheet.css";

interface Props {
  title: string;
  /** Absent: it cannot be closed, only answered. */
  onClose?: (() => void) | undefined;
  children: ReactNode;
  /** Always in view below what scrolls. */
  foot?: ReactNode;
}

/** A sheet from below: the page behind it waits. Closed by its cross, the dimmed page, or Escape. */
export function Sheet({ title, onClose, children, foot }: Props) {
  const sheet = useRef<HTMLDivElement>(null);
  const titleId = useId();
  const bottom = useAboveKeyboard();
  const close = useRef(onClose);
  close.current = onClose;
  useEffect(() => {
    const before = document.activeElement;
    sheet.current?.focus();
    document.body.classList.add("sheet-open");
    const onKey = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.isComposing) close.current?.();
      if (event.key === "Tab") keepInside(sheet.current, event);
    };
    window.addEventListener("keydown", onKey);
    return () => {
      window.removeEventListener("keydown", onKey);
      document.body.classList.remove("sheet-open");
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return createPortal(
    <div className="sheet-place" style={{ bottom }}>
      <button type="button" className="sheet-behind" tabIndex={-1} aria-label="关闭" onClick={onClose} />
      <div className="sheet" role="dialog" aria-modal="true" aria-labelledby={titleId} tabIndex={-1} ref={sheet}>
        <header className="sheet-head">
          <h2 id={titleId}>{title}</h2>
          {onClose && (
            <button type="button" className="sheet-close" aria-label="关闭窗口" onClick={onClose}>
              <Icon name="close" />
            </button>
          )}
        </header>
        <div className="sheet-body">{children}</div>
        {foot && <footer className="sheet-foot">{foot}</footer>}
      </div>
    </div>,
    document.body,
  );
}

/** Tab goes round inside the sheet. */
function keepInside(sheet: HTMLElement | null, event: KeyboardEvent): void {
  const reachable = [
    ...(sheet?.querySelectorAll<HTMLElement>("button:not(:disabled), input, textarea, select, a[href]") ?? []),
  ];
  const edge = event.shiftKey ? reachable[0] : reachable[reachable.length - 1];
  const active = document.activeElement;
  if (!edge || (active !== edge && active !== sheet)) return;
  event.preventDefault();
  (event.shiftKey ? reachable[reachable.length - 1] : reachable[0])?.focus();
}
