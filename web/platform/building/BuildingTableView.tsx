import { Segmented } from "antd";
import { useState } from "react";
import type { BuildingTable, UnitCell } from "#domain/platform/buildings.ts";
import { addAreas, displayArea } from "#domain/rules/area.ts";
import { type Stage, useBuildingTable } from "../api/buildings.ts";
import { Loaded } from "../look/States.tsx";
import { areaText } from "../look/words.ts";
import { BuildingGrid } from "./BuildingGrid.tsx";
import { UnitDrawer } from "./UnitDrawer.tsx";
import { type UseLine, UseStatistics } from "./UseStatistics.tsx";
import "./buildingTable.css";

const stageNames: Record<Stage, string> = { pre: "预测绘", asBuilt: "实测绘" };

/** A whole 楼盘表: head, stages, grid, statistics, and a drawer for the unit pressed. */
export function BuildingTableView({ buildingId, chosen }: { buildingId: number; chosen?: ReadonlySet<number> }) {
  const [stage, setStage] = useState<Stage | undefined>();
  const [opened, setOpened] = useState<UnitCell | null>(null);
  const [view, setView] = useState<"grid" | "statistics">("grid");
  const table = useBuildingTable(buildingId, stage);
  return (
    <Loaded of={table}>
      {({ building, floors, statistics, stages, stage: current }) => (
        <section className="building-table" aria-label={`${building.name} 楼盘表`}>
          <header className="building-head">
            <h2>{building.name}</h2>
            <span>测量号 {building.surveyNo}</span>
            <span className="numbers">
              {building.unitCount} 套 · {areaText(building.grossArea)}
            </span>
            <span className="building-place" title={building.location}>
              {building.location}
            </span>
            <span className="building-switches">
              {stages.length > 1 && (
                <Segmented<Stage>
                  size="small"
                  aria-label="测绘阶段"
                  value={current}
                  options={stages.map((value) => ({ value, label: stageNames[value] }))}
                  onChange={setStage}
                />
              )}
              <Segmented
                size="small"
                aria-label="查看方式"
                value={view}
                options={[
                  { value: "grid", label: "楼盘表" },
                  { value: "statistics", label: "统计" },
                ]}
                onChange={setView}
              />
            </span>
          </header>
          {view === "grid" ? (
            <BuildingGrid floors={floors} onOpen={setOpened} {...(chosen ? { chosen } : {})} />
          ) : (
            <div className="building-figures">
              <UseStatistics lines={withTotal(statistics)} />
              <FloorFigures floors={floors} />
            </div>
          )}
          <UnitDrawer unit={opened} onClose={() => setOpened(null)} />
        </section>
      )}
    </Loaded>
  );
}

/** The building's own total first, as the survey prints it. */
function withTotal(statistics: BuildingTable["statistics"]): UseLine[] {
  const lines = statistics.map(({ use, units, ...areas }) => ({ label: use, count: units, ...areas }));
  const total = {
    label: "合计",
    count: lines.reduce((sum, { count }) => sum + count, 0),
    grossArea: addAreas(lines.map(({ grossArea }) => grossArea)),
    sharedArea: addAreas(lines.map(({ sharedArea }) => sharedArea)),
    interiorArea: addAreas(lines.map(({ interiorArea }) => interiorArea)),
  };
  return [total, ...lines];
}

function FloorFigures({
  floors,
}: {
  floors: { floor: string; grossArea: number; interiorArea: number; commonArea: number }[];
}) {
  return (
    <table className="figures" aria-label="分层面积">
      <caption>分层面积（㎡）</caption>
      <thead>
        <tr>
          <th scope="col">楼层</th>
          <th scope="col">层建筑面积</th>
          <th scope="col">层套内面积</th>
          <th scope="col">层公用面积</th>
        </tr>
      </thead>
      <tbody>
        {floors.map((floor) => (
          <tr key={floor.floor}>
            <th scope="row">{floor.floor}</th>
            <td className="right">{displayArea(floor.grossArea)}</td>
            <td className="right">{displayArea(floor.interiorArea)}</td>
            <td className="right">{displayArea(floor.commonArea)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
