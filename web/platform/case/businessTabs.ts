import { type ComponentType, createContext, useContext } from "react";
import type { CaseView } from "#domain/platform/cases.ts";

/** A tab that only one business has on its case page. */
export interface BusinessTab {
  key: string;
  label: string;
  Content: ComponentType<{ view: CaseView }>;
}

/** By business; a door that shows cases says which it knows. */
export const BusinessTabs = createContext<Readonly<Record<string, readonly BusinessTab[]>>>({});

/** The tabs of a case's business; none for a candidate, who sees a summary only. */
export function useBusinessTabs({ business, level }: CaseView): readonly BusinessTab[] {
  const known = useContext(BusinessTabs);
  return level === "summary" ? [] : (known[business] ?? []);
}
