import { Input } from "antd";
import { Link, useParams, useSearchParams } from "react-router";
import { useBuildings } from "../api/buildings.ts";
import { EmptyState, Loaded } from "../look/States.tsx";
import { areaText } from "../look/words.ts";
import { BuildingTableView } from "./BuildingTableView.tsx";

/** Every building the caller may look at. `base` is the address of this page in its door. */
export function BuildingsPage({ base }: { base: string }) {
  const [params, setParams] = useSearchParams();
  const q = params.get("q") ?? "";
  const buildings = useBuildings(q);
  return (
    <main className="page">
      <Input.Search
        aria-label="查找楼幢"
        placeholder="楼幢名称、测量号、项目、坐落"
        allowClear
        defaultValue={q}
        key={q}
        maxLength={60}
        style={{ maxWidth: 420 }}
        onSearch={(text) => setParams(text.trim() ? { q: text.trim() } : {}, { replace: true })}
      />
      <Loaded of={buildings}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title={q ? "没有符合条件的楼幢" : "还没有楼盘表"}>
              {q ? "请更换关键字。" : "测绘成果备案通过后，楼盘表会自动建立在这里。"}
            </EmptyState>
          ) : (
            <ul className="buildings-list panel" aria-label="楼幢列表">
              {rows.map((building) => (
                <li key={building.id}>
                  <Link to={`${base}/${building.id}`}>
                    <span>
                      <b>{building.name}</b>
                      <small>{building.location}</small>
                    </span>
                    <span>
                      {building.projectName ?? "所属项目尚未确定"}
                      <small>测量号 {building.surveyNo}</small>
                    </span>
                    <span className="right">{building.unitCount} 套</span>
                    <span className="right">{areaText(building.grossArea)}</span>
                  </Link>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </main>
  );
}

export function BuildingPage() {
  const { buildingId } = useParams();
  return (
    <main className="building-page">
      <BuildingTableView buildingId={Number(buildingId)} />
    </main>
  );
}
