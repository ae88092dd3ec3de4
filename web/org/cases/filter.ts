import { useSearchParams } from "react-router";
import type { InboxFilter } from "../../platform/api/inbox.ts";

export const everyCase: InboxFilter = { business: "", node: "", q: "", sort: "received" };

/** The filter of the case list lives in the address: it survives going into a case and back. */
export function useCaseFilter() {
  const [params, setParams] = useSearchParams();
  const filter: InboxFilter = { ...everyCase, business: params.get("business") ?? "", q: params.get("q") ?? "" };
  const change = (changed: Partial<Pick<InboxFilter, "business" | "q">>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(changed)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  return { filter, change, filtered: filter.business !== "" || filter.q !== "" };
}
