import { memo, type ReactNode, useMemo, useState } from "react";
import type { BuildingTable, UnitCell } from "#domain/platform/buildings.ts";
import { displayArea } from "#domain/rules/area.ts";
import { areaText } from "../look/words.ts";
import { type Column, layOut, type PlacedFloor } from "./gridLayout.ts";
import { Legend } from "./Legend.tsx";
import { displayState, type StateKey, stateClass } from "./unitState.ts";
import "./buildingGrid.css";

const nobody: ReadonlySet<number> = new Set();

interface Props {
  floors: BuildingTable["floors"];
  /** Units marked with a ring: those a case is about. */
  chosen?: ReadonlySet<number>;
  onOpen: (unit: UnitCell) => void;
  canOpen?: (unit: UnitCell) => boolean;
  height?: string;
  /** Beside the legend. */
  extra?: ReactNode;
}

/** Floors down, units across. Heads stay in view; the legend filters. */
export function BuildingGrid({ floors, chosen = nobody, onOpen, canOpen, height, extra }: Props) {
  const [shown, setShown] = useState<StateKey | null>(null);
  const layout = useMemo(() => layOut(floors), [floors]);
  const open = (target: EventTarget) => {
    const id = Number((target as HTMLElement).closest<HTMLElement>("[data-unit]")?.dataset.unit);
    for (const floor of floors) {
      const unit = floor.units.find((candidate) => candidate.id === id);
      if (unit && (!canOpen || canOpen(unit))) onOpen(unit);
    }
  };
  return (
    <div className="building-grid-box">
      <div className="building-bar">
        <Legend floors={floors} shown={shown} onShow={setShown} />
        {extra}
      </div>
      <div className="building-scroll" style={height ? { maxHeight: height } : undefined}>
        {/* biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside take the keys; one handler for 415 of them. */}
        <table
          className="building-grid"
          aria-label="楼盘表"
          data-filtered={shown ?? undefined}
          onClick={({ target }) => open(target)}
        >
          <Head columns={layout.columns} />
          <tbody>
            {layout.floors.map((floor) => (
              <FloorRow
                key={floor.floor}
                floor={floor}
                shown={shown}
                chosen={floor.units.some((unit) => chosen.has(unit.id)) ? chosen : nobody}
              />
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

function Head({ columns }: { columns: Column[] }) {
  const groups = new Map<string, number>();
  for (const { stairUnit } of columns) groups.set(stairUnit, (groups.get(stairUnit) ?? 0) + 1);
  return (
    <thead>
      <tr>
        <th className="floor-head" scope="col">
          楼层
        </th>
        {[...groups].map(([stairUnit, width]) => (
          <th key={stairUnit} scope="colgroup" colSpan={width} className="stair-head">
            <span>{stairUnit ? `${stairUnit.replace(/单元$/, "")}单元` : "户室"}</span>
          </th>
        ))}
      </tr>
    </thead>
  );
}

const FloorRow = memo(function FloorRow({
  floor,
  shown,
  chosen,
}: {
  floor: PlacedFloor;
  shown: StateKey | null;
  chosen: ReadonlySet<number>;
}) {
  const head = (
    <th scope="row" className="floor-head" title={`层建筑面积 ${areaText(floor.grossArea)}`}>
      {floor.floor}
    </th>
  );
  if (floor.units.length === 0) {
    return (
      <tr className="floor-band">
        {head}
        <td colSpan={Math.max(1, floor.cells.length)}>
          <span>无户室 · 层建筑面积 {areaText(floor.grossArea)}</span>
        </td>
      </tr>
    );
  }
  return (
    <tr>
      {head}
      {floor.cells.map((unit, column) =>
        unit ? (
          <td key={unit.id}>
            <UnitButton
              unit={unit}
              dimmed={shown !== null && displayState(unit).key !== shown}
              chosen={chosen.has(unit.id)}
            />
          </td>
        ) : (
          // biome-ignore lint/suspicious/noArrayIndexKey: an empty place has no other name than its column.
          <td key={`empty-${column}`} />
        ),
      )}
    </tr>
  );
});

function UnitButton({ unit, dimmed, chosen }: { unit: UnitCell; dimmed: boolean; chosen: boolean }) {
  const { key, label } = displayState(unit);
  return (
    <button
      type="button"
      className={`unit ${stateClass(key)}${dimmed ? " unit-dimmed" : ""}${chosen ? " unit-chosen" : ""}`}
      data-unit={unit.id}
      aria-label={`${unit.roomNo},${areaText(unit.grossArea)},${label}${chosen ? ",已选" : ""}`}
      aria-pressed={chosen ? true : undefined}
      title={`${unit.roomNo} · ${unit.houseUse} · ${label}`}
    >
      <span className="unit-no">{unit.roomNo}</span>
      <span className="unit-area">{displayArea(unit.grossArea)}</span>
      <span className="unit-mark">{label}</span>
    </button>
  );
}
