import { z } from "zod";
import { displayArea } from "#domain/rules/area.ts";
import type { SurveyView } from "#domain/survey-filing.ts";

const areas = z.object({ grossArea: z.number(), interiorArea: z.number(), sharedArea: z.number() });
const changeSchema = z.object({
  kind: z.enum(["added", "removed", "changed"]),
  roomNo: z.string(),
  stairUnit: z.string().default(""),
  before: areas.optional(),
  after: areas.optional(),
});
type Change = z.infer<typeof changeSchema>;
const kinds = { added: "新增", removed: "减少", changed: "变化" } as const;

/** 变更清单 against the filing in force (SUR-11). */
export function SurveyChanges({ changes }: { changes: SurveyView["changes"] }) {
  const rows = changes.flatMap((change): Change[] => {
    const parsed = changeSchema.safeParse(change);
    return parsed.success ? [parsed.data] : [];
  });
  return (
    <div className="survey-changes">
      <table className="figures" aria-label="与现行备案的变化">
        <caption>与现行备案相比 {changes.length} 处变化（建筑面积，㎡）</caption>
        <thead>
          <tr>
            <th scope="col">户室号</th>
            <th scope="col">变化</th>
            <th scope="col">原面积</th>
            <th scope="col">现面积</th>
            <th scope="col">面积差</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ kind, roomNo, stairUnit, before, after }) => (
            <tr key={`${stairUnit} ${roomNo} ${kind}`}>
              <th scope="row">{stairUnit ? `${stairUnit}单元 ${roomNo}` : roomNo}</th>
              <td>{kinds[kind]}</td>
              <td className="right">{before ? displayArea(before.grossArea) : "—"}</td>
              <td className="right">{after ? displayArea(after.grossArea) : "—"}</td>
              <td className="right">{before && after ? displayArea(after.grossArea - before.grossArea) : "—"}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
