import type { ReactNode } from "react";
import { sentenceOf } from "../api/problem.ts";
import { Icon } from "./Icon.tsx";
import { PlainButton } from "./PlainButton.tsx";
import "./states.css";

/** Nothing here, and what to do about it. */
export function EmptyState({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <div className="state">
      <span className="state-icon">
        <Icon name="inbox" />
      </span>
      <p className="state-title">{title}</p>
      {children && <div className="state-text">{children}</div>}
    </div>
  );
}

export function ErrorState({ error, retry }: { error: unknown; retry?: () => void }) {
  return (
    <div className="state" role="alert">
      <p className="state-title">{sentenceOf(error)}</p>
      {retry && <PlainButton onClick={retry}>重试</PlainButton>}
    </div>
  );
}

export function LoadingState({ rows = 6, label = "正在载入" }: { rows?: number; label?: string }) {
  return (
    <div className="state-loading" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: lines that stand for nothing have no other name.
        <span key={row} className="state-line" />
      ))}
    </div>
  );
}

interface Asked<T> {
  data: T | undefined;
  error: unknown;
  isPending: boolean;
  refetch: () => unknown;
}
/** The three states of something asked from the server. An old answer stays on screen while a new one fails. */
export function Loaded<T>({ of, rows, children }: { of: Asked<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (of.data !== undefined) return <>{children(of.data)}</>;
  if (of.isPending) return <LoadingState {...(rows ? { rows } : {})} />;
  return <ErrorState error={of.error} retry={() => void of.refetch()} />;
}
