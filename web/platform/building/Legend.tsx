import { useMemo } from "react";
import type { BuildingTable } from "#domain/platform/buildings.ts";
import { displayState, type StateKey, stateClass } from "./unitState.ts";

interface Props {
  floors: BuildingTable["floors"];
  shown: StateKey | null;
  onShow: (state: StateKey | null) => void;
}

/** States that occur, with their numbers; pressing one shows only its units. */
export function Legend({ floors, shown, onShow }: Props) {
  const states = useMemo(() => {
    const counted = new Map<StateKey, { label: string; count: number }>();
    for (const unit of floors.flatMap((floor) => floor.units)) {
      const { key, label } = displayState(unit);
      counted.set(key, { label, count: (counted.get(key)?.count ?? 0) + 1 });
    }
    return [...counted].sort(([, a], [, b]) => b.count - a.count);
  }, [floors]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in Chromium 86.
    <div className="legend" role="group" aria-label="图例，点击筛选">
      {states.map(([key, { label, count }]) => (
        <button
          key={key}
          type="button"
          className="legend-item"
          aria-pressed={shown === key}
          onClick={() => onShow(shown === key ? null : key)}
        >
          <span className={`legend-swatch ${stateClass(key)}`} aria-hidden />
          {label} <b>{count}</b>
        </button>
      ))}
    </div>
  );
}
