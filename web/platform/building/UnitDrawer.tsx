import { Drawer } from "antd";
import { restrictionLabels, saleStateLabels, type UnitCell } from "#domain/platform/buildings.ts";
import { useUnit } from "../api/buildings.ts";
import { Loaded } from "../look/States.tsx";
import { areaText, dateTime } from "../look/words.ts";

export function UnitDrawer({ unit, onClose }: { unit: UnitCell | null; onClose: () => void }) {
  return (
    <Drawer
      open={unit !== null}
      onClose={onClose}
      title={unit ? `户室 ${unit.roomNo}` : ""}
      size={380}
      destroyOnHidden
      aria-label="户室详情"
    >
      {unit && <UnitDetails unit={unit} />}
    </Drawer>
  );
}

function UnitDetails({ unit }: { unit: UnitCell }) {
  const view = useUnit(unit.id);
  const facts: [string, string][] = [
    ["单元", unit.stairUnit || "—"],
    ["名义层 / 实际层", `${unit.floor} / ${unit.actualFloor}`],
    ["功能区", unit.zone || "—"],
    ["房屋用途", unit.houseUse],
    ["建筑面积", areaText(unit.grossArea)],
    ["套内建筑面积", areaText(unit.interiorArea)],
    ["其中阳台", areaText(unit.balconyArea)],
    ["分摊面积", areaText(unit.sharedArea)],
    ["销售状态", saleStateLabels[unit.saleState]],
    ["限制", unit.restrictions.map((kind) => restrictionLabels[kind]).join("、") || "无"],
  ];
  return (
    <>
      <dl className="unit-facts">
        {facts.map(([label, value]) => (
          <div key={label} style={{ display: "contents" }}>
            <dt>{label}</dt>
            <dd className="numbers">{value}</dd>
          </div>
        ))}
      </dl>
      <h3>变更记录</h3>
      <Loaded of={view} rows={3}>
        {({ events }) =>
          events.length === 0 ? (
            <p>暂无变更。</p>
          ) : (
            <ol className="unit-history">
              {events.map((event) => (
                <li key={`${event.at}-${event.what}`}>
                  <time>{dateTime(event.at)}</time>
                  <div>
                    {event.what}
                    {(event.before || event.after) && `：${event.before ?? "无"} → ${event.after ?? "无"}`}
                  </div>
                  <span className="unit-case">{event.caseNo}</span>
                </li>
              ))}
            </ol>
          )
        }
      </Loaded>
    </>
  );
}
