import { displayArea } from "#domain/rules/area.ts";
import type { SurveyView } from "#domain/survey-filing.ts";

/** 功能区: the common areas that each zone carries and its coefficient, as printed. */
export function ZoneFigures({ zones }: { zones: SurveyView["zones"] }) {
  return (
    <table className="figures" aria-label="功能区分摊">
      <caption>功能区分摊（面积单位：㎡）</caption>
      <thead>
        <tr>
          <th scope="col">功能区</th>
          <th scope="col">套内面积</th>
          <th scope="col">自有公用</th>
          <th scope="col">分入公用</th>
          <th scope="col">分摊系数</th>
        </tr>
      </thead>
      <tbody>
        {zones.map((zone) => (
          <tr key={zone.name}>
            <th scope="row">{zone.name}</th>
            <td className="right">{displayArea(zone.interiorArea)}</td>
            <td className="right">{displayArea(zone.ownCommonArea)}</td>
            <td className="right">{displayArea(zone.receivedCommonArea)}</td>
            <td className="right">{coefficientText(zone.coefficient)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 87322 millionths → "0.087322". */
function coefficientText(millionths: number): string {
  const digits = String(millionths).padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6)}`;
}
