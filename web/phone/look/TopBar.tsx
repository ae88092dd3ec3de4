import type { ReactNode } from "react";
import { Icon } from "../../platform/look/Icon.tsx";

/** Name of a screen, the way back where there is one, and room for one thing at the right. */
export function TopBar({ title, onBack, children }: { title: ReactNode; onBack?: () => void; children?: ReactNode }) {
  return (
    <header className="top-bar">
      {onBack && (
        <button type="button" className="top-back" aria-label="返回" onClick={onBack}>
          <Icon name="back" />
        </button>
      )}
      <h1>{title}</h1>
      {children}
    </header>
  );
}
