import { displayArea } from "#domain/rules/area.ts";
import "./figures.css";

export interface UseLine {
  label: string;
  count: number;
  grossArea: number;
  sharedArea: number;
  interiorArea: number;
}

/** 户室信息统计: units and areas by use. */
export function UseStatistics({ lines }: { lines: UseLine[] }) {
  return (
    <table className="figures" aria-label="户室信息统计">
      <caption>户室信息统计（面积单位：㎡）</caption>
      <thead>
        <tr>
          <th scope="col">用途</th>
          <th scope="col">套数</th>
          <th scope="col">建筑面积</th>
          <th scope="col">套内面积</th>
          <th scope="col">分摊面积</th>
        </tr>
      </thead>
      <tbody>
        {lines.map((line) => (
          <tr key={line.label}>
            <th scope="row">{line.label}</th>
            <td className="right">{line.count}</td>
            <td className="right">{displayArea(line.grossArea)}</td>
            <td className="right">{displayArea(line.interiorArea)}</td>
            <td className="right">{displayArea(line.sharedArea)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
