import { restrictionLabels, saleStateLabels, type UnitCell } from "#domain/platform/buildings.ts";

type Restriction = keyof typeof restrictionLabels;
type SaleState = keyof typeof saleStateLabels;
export type StateKey = Restriction | SaleState;

/** Colour and mark of each state; a restriction hides the sale state, the gravest first. */
const restrictionOrder: Restriction[] = [
  "SEIZED",
  "ADMIN_LOCK",
  "AUTO_LOCK",
  "OBJECTION",
  "PM_ROOM",
  "MORTGAGED",
  "RELOCATION",
  "SELF_HELD",
];

export function displayState(unit: Pick<UnitCell, "saleState" | "restrictions">): { key: StateKey; label: string } {
  const restriction = restrictionOrder.find((kind) => unit.restrictions.includes(kind));
  if (restriction) return { key: restriction, label: restrictionLabels[restriction] };
  return { key: unit.saleState, label: saleStateLabels[unit.saleState] };
}

/** Free to be confirmed as a management room: neither sold nor restricted. */
export const canBeChosen = (unit: Pick<UnitCell, "saleState" | "restrictions">): boolean =>
  unit.restrictions.length === 0 && (unit.saleState === "notForSale" || unit.saleState === "forSale");

export const stateClass = (key: StateKey): string => `unit-${key}`;
