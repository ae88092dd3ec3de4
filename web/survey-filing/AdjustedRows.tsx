import { z } from "zod";
import { displayArea } from "#domain/rules/area.ts";
import type { SurveyView } from "#domain/survey-filing.ts";

const adjustedRowSchema = z.object({
  line: z.number(),
  roomNo: z.string(),
  stairUnit: z.string().default(""),
  zone: z.string().default(""),
  sharedArea: z.number(),
  computedArea: z.number(),
});

/** Rows whose share differs from the calculated one: 初审 passes them only with a reason. */
export function AdjustedRows({ rows }: { rows: SurveyView["adjustedRows"] }) {
  const readable = z.array(adjustedRowSchema).safeParse(rows);
  return (
    <section className="survey-adjusted">
      <p>
        <b>{rows.length} 行标记为“调整”</b>
        ，分摊面积与计算值不同。拟同意前请在“申请表”的“调整行说明”中写明理由。
      </p>
      {readable.success && (
        <table className="figures" aria-label="调整行">
          <thead>
            <tr>
              <th scope="col">户室号</th>
              <th scope="col">功能区</th>
              <th scope="col">填报分摊</th>
              <th scope="col">计算分摊</th>
              <th scope="col">相差</th>
              <th scope="col">表内行号</th>
            </tr>
          </thead>
          <tbody>
            {readable.data.map((row) => (
              <tr key={row.line}>
                <th scope="row">{row.stairUnit ? `${row.stairUnit}单元 ${row.roomNo}` : row.roomNo}</th>
                <td className="right">{row.zone}</td>
                <td className="right">{displayArea(row.sharedArea)}</td>
                <td className="right">{displayArea(row.computedArea)}</td>
                <td className="right">{displayArea(row.sharedArea - row.computedArea)}</td>
                <td className="right">{row.line}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}
