import type { BuildingTable, UnitCell } from "#domain/platform/buildings.ts";

type Floor = BuildingTable["floors"][number];
export interface Column {
  stairUnit: string;
  /** Position inside its stair unit, from 0. */
  at: number;
}
export interface PlacedFloor extends Floor {
  /** One place per column; null where the floor has no unit there. */
  cells: (UnitCell | null)[];
}

const byNumber = new Intl.Collator("zh-CN", { numeric: true });

/** "1203" on floor 12 → "03": units above one another share it. Null where the number does not tell. */
function tailOf(unit: UnitCell): string | null {
  const match = /^-?(\d+)$/.exec(unit.roomNo);
  const digits = match?.[1];
  return digits && digits.length > 2 ? digits.slice(-2) : null;
}

const inOrder = (units: readonly UnitCell[]) => [...units].sort((a, b) => byNumber.compare(a.roomNo, b.roomNo));

/**
 * Puts units above one another: columns by 单元 and, where the room numbers tell, by their last two digits;
 * otherwise by their order on the floor. A floor whose units belong to no 单元, such as shops below flats, runs across
 * all columns in order.
 */
export function layOut(floors: readonly Floor[]): { columns: Column[]; floors: PlacedFloor[] } {
  const named = [...new Set(floors.flatMap(({ units }) => units.map((unit) => unit.stairUnit)))].filter(Boolean);
  const across = named.length > 0 ? floors.filter(({ units }) => units.every((unit) => unit.stairUnit === "")) : [];
  const stacked = floors.filter((floor) => !across.includes(floor));
  const { columns, placeOf } = stack(stacked);
  for (const { units } of across) {
    inOrder(units).forEach((unit, index) => {
      placeOf.set(unit.id, index);
      if (index === columns.length) columns.push({ stairUnit: columns.at(-1)?.stairUnit ?? "", at: index });
    });
  }
  return {
    columns,
    floors: floors.map((floor) => {
      const cells: (UnitCell | null)[] = columns.map(() => null);
      for (const unit of floor.units) cells[placeOf.get(unit.id)!] = unit;
      return { ...floor, cells };
    }),
  };
}

function stack(floors: readonly Floor[]): { columns: Column[]; placeOf: Map<number, number> } {
  const units = floors.flatMap((floor) => floor.units);
  const stairUnits = [...new Set(units.map((unit) => unit.stairUnit))].sort(byNumber.compare);
  const columns: Column[] = [];
  const placeOf = new Map<number, number>();
  for (const stairUnit of stairUnits) {
    const start = columns.length;
    const mine = floors.map((floor) => floor.units.filter((unit) => unit.stairUnit === stairUnit));
    const keys = columnKeys(mine);
    const width = keys ? keys.length : Math.max(...mine.map((row) => row.length));
    for (let at = 0; at < width; at++) columns.push({ stairUnit, at });
    for (const row of mine) {
      inOrder(row).forEach((unit, index) => {
        placeOf.set(unit.id, start + (keys ? keys.indexOf(tailOf(unit) ?? "") : index));
      });
    }
  }
  return { columns, placeOf };
}

/** The tails of a stair unit in order; null where a tail is missing, doubled on a floor, or they hardly line up. */
function columnKeys(rows: readonly UnitCell[][]): string[] | null {
  const widest = Math.max(...rows.map((row) => row.length));
  const keys = new Set<string>();
  for (const row of rows) {
    const tails = row.map(tailOf);
    if (tails.includes(null) || new Set(tails).size !== tails.length) return null;
    for (const tail of tails) keys.add(tail!);
  }
  return keys.size > widest + 4 ? null : [...keys].sort(byNumber.compare);
}
