import { useMemo } from "react";
import type { UnitCell } from "#domain/platform/buildings.ts";
import { addAreas } from "#domain/rules/area.ts";
import { useBuildingTable } from "../api/buildings.ts";
import { Icon } from "../look/Icon.tsx";
import { PlainButton } from "../look/PlainButton.tsx";
import { Loaded } from "../look/States.tsx";
import { areaText } from "../look/words.ts";
import { BuildingGrid } from "./BuildingGrid.tsx";
import type { ChosenUnit } from "./chosenUnits.ts";
import { Judgement } from "./Judgement.tsx";
import { canBeChosen, displayState } from "./unitState.ts";
import "./unitPicker.css";

export interface UnitPickerProps {
  buildingId: number | null;
  chosen: ChosenUnit[];
  readOnly: boolean;
  /** Required against provided, where the form's data say it. */
  judgement: unknown;
  onChange: (chosen: ChosenUnit[]) => void;
}

export function UnitPicker(props: UnitPickerProps) {
  if (!props.buildingId) return <p className="unit-picker-hint">请先选择楼幢，再在楼盘表上选择用房。</p>;
  return <PickerOf key={props.buildingId} {...props} buildingId={props.buildingId} />;
}

function PickerOf({ buildingId, chosen, readOnly, judgement, onChange }: UnitPickerProps & { buildingId: number }) {
  const table = useBuildingTable(buildingId);
  return (
    <Loaded of={table}>
      {({ floors }) => (
        <>
          {!readOnly && (
            <BuildingGrid
              floors={floors}
              height="22rem"
              chosen={new Set(chosen.map(({ unitId }) => unitId))}
              canOpen={(unit) => canBeChosen(unit) || chosen.some(({ unitId }) => unitId === unit.id)}
              onOpen={(unit) => onChange(toggled(chosen, unit))}
            />
          )}
          <ChosenList
            units={floors.flatMap((floor) => floor.units)}
            chosen={chosen}
            readOnly={readOnly}
            onChange={onChange}
          />
          <Judgement of={judgement} />
        </>
      )}
    </Loaded>
  );
}

const toggled = (chosen: ChosenUnit[], unit: UnitCell): ChosenUnit[] =>
  chosen.some(({ unitId }) => unitId === unit.id)
    ? chosen.filter(({ unitId }) => unitId !== unit.id)
    : [...chosen, { unitId: unit.id, forCommittee: false }];

interface ChosenListProps {
  units: UnitCell[];
  chosen: ChosenUnit[];
  readOnly: boolean;
  onChange: (chosen: ChosenUnit[]) => void;
}

/** What was chosen, with areas and their sum. */
function ChosenList({ units, chosen, readOnly, onChange }: ChosenListProps) {
  const byId = useMemo(() => new Map(units.map((unit) => [unit.id, unit])), [units]);
  const rows = chosen.flatMap((choice) => {
    const unit = byId.get(choice.unitId);
    return unit ? [{ ...choice, unit }] : [];
  });
  if (rows.length === 0) return <p className="unit-picker-hint">{readOnly ? "未选择用房。" : "尚未选择用房。"}</p>;
  const total = addAreas(rows.map(({ unit }) => unit.grossArea));
  const committee = addAreas(rows.filter((row) => row.forCommittee).map(({ unit }) => unit.grossArea));
  const mark = (unitId: number, forCommittee: boolean) =>
    onChange(chosen.map((choice) => (choice.unitId === unitId ? { unitId, forCommittee } : choice)));
  return (
    <table className="chosen-units" aria-label="已选用房">
      <thead>
        <tr>
          <th>户室号</th>
          <th>楼层</th>
          <th>用途</th>
          <th>状态</th>
          <th className="right">建筑面积</th>
          <th>业委会用房</th>
          {!readOnly && <th aria-label="操作" />}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ unit, forCommittee }) => (
          <tr key={unit.id}>
            <td>{unit.roomNo}</td>
            <td>{unit.floor}</td>
            <td>{unit.houseUse}</td>
            <td>{displayState(unit).label}</td>
            <td className="right">{areaText(unit.grossArea)}</td>
            <td>
              {readOnly ? (
                forCommittee ? (
                  "是"
                ) : (
                  "否"
                )
              ) : (
                <input
                  type="checkbox"
                  checked={forCommittee}
                  aria-label={`${unit.roomNo} 为业委会用房`}
                  onChange={({ target }) => mark(unit.id, target.checked)}
                />
              )}
            </td>
            {!readOnly && (
              <td>
                <PlainButton
                  tone="quiet"
                  aria-label={`移除 ${unit.roomNo}`}
                  onClick={() => onChange(toggled(chosen, unit))}
                >
                  <Icon name="close" />
                </PlainButton>
              </td>
            )}
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <td colSpan={4}>合计 {rows.length} 套</td>
          <td className="right">{areaText(total)}</td>
          <td colSpan={readOnly ? 1 : 2}>其中业委会 {areaText(committee)}</td>
        </tr>
      </tfoot>
    </table>
  );
}
