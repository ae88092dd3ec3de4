import { useMemo } from "react";
import { useSearchParams } from "react-router";
import type { InboxRow } from "#domain/platform/inbox.ts";
import type { InboxFilter } from "../api/inbox.ts";

/** Filters and the opened case live in the address: they survive a reload and can be sent to a colleague. */
export function useInboxAddress() {
  const [params, setParams] = useSearchParams();
  const filter: InboxFilter = useMemo(
    () => ({
      business: params.get("business") ?? "",
      node: params.get("node") ?? "",
      q: params.get("q") ?? "",
      sort: params.get("sort") === "received" ? "received" : "due",
    }),
    [params],
  );
  const changeFilter = (change: Partial<InboxFilter>) =>
    setParams(
      (before) => {
        const next = new URLSearchParams(before);
        for (const [name, value] of Object.entries(change)) {
          if (value) next.set(name, value);
          else next.delete(name);
        }
        return next;
      },
      { replace: true },
    );
  const linkTo = (target: { caseId: number; taskId: number | null } | null) => {
    const next = new URLSearchParams(params);
    next.delete("case");
    next.delete("task");
    if (target) next.set("case", String(target.caseId));
    if (target?.taskId) next.set("task", String(target.taskId));
    return `?${next}`;
  };
  const selected = { caseId: numberIn(params, "case"), taskId: numberIn(params, "task") };
  return { filter, changeFilter, linkTo, selected, filtered: Boolean(filter.business || filter.node || filter.q) };
}

const numberIn = (params: URLSearchParams, name: string): number | null => {
  const value = Number(params.get(name));
  return Number.isInteger(value) && value > 0 ? value : null;
};

export interface Facets {
  businesses: Map<string, string>;
  nodes: Map<string, string>;
}

/** What can be filtered by: the businesses and steps seen in rows so far, kept for the life of the page. */
const seen = { businesses: new Map<string, string>(), nodes: new Map<string, Map<string, string>>() };
export function facetsOf(rows: InboxRow[], business: string): Facets {
  for (const row of rows) {
    seen.businesses.set(row.business, row.businessName);
    if (!row.node) continue;
    const nodes = seen.nodes.get(row.business) ?? new Map<string, string>();
    seen.nodes.set(row.business, nodes.set(row.node, row.nodeName));
  }
  const nodes = business ? (seen.nodes.get(business) ?? new Map<string, string>()) : merged(seen.nodes.values());
  return { businesses: new Map(seen.businesses), nodes };
}

const merged = (maps: Iterable<Map<string, string>>) => new Map([...maps].flatMap((map) => [...map]));
