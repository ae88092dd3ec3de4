import { Alert } from "antd";
import type { DraftView } from "#domain/platform/drafts.ts";
import { displayArea } from "#domain/rules/area.ts";
import { unreadable } from "../../platform/api/problem.ts";
import { UseStatistics } from "../../platform/building/UseStatistics.tsx";
import { ErrorState } from "../../platform/look/States.tsx";
import { areaText } from "../../platform/look/words.ts";
import { ProblemTable } from "./ProblemTable.tsx";
import { type SurveyOfDraft, surveyOf } from "./surveyView.ts";

/** What the check of the uploaded tables found. */
export function SurveyResult({ survey: given }: { survey: NonNullable<DraftView["survey"]> }) {
  const survey = surveyOf(given);
  if (!survey) return <ErrorState error={unreadable(200)} />;
  return (
    <>
      <Verdict survey={survey} />
      {survey.problems.length > 0 && <ProblemTable problems={survey.problems} />}
      {survey.statistics && (
        <div className="panel survey-numbers">
          <UseStatistics lines={survey.statistics} />
        </div>
      )}
      {survey.adjustedRows.length > 0 && <AdjustedRows rows={survey.adjustedRows} />}
    </>
  );
}

function Verdict({ survey: { state, fileName, problems, statistics } }: { survey: SurveyOfDraft }) {
  if (state === "faulty") {
    return (
      <Alert
        type="error"
        showIcon
        title={`校验发现 ${problems.length} 处问题`}
        description={`“${fileName}”的问题已全部列出。请修改成果表或表单中的建筑物信息，再重新上传。`}
      />
    );
  }
  const all = statistics?.[0];
  return (
    <Alert
      type="success"
      showIcon
      title="校验通过"
      description={`“${fileName}”${all ? `共 ${all.count} 套，户室总面积 ${areaText(all.grossArea)}` : ""}。之后若修改了表单中的建筑物信息，提交时会再校验一次。`}
    />
  );
}

function AdjustedRows({ rows }: { rows: SurveyOfDraft["adjustedRows"] }) {
  return (
    <div className="panel survey-numbers">
      <table className="figures" aria-label="标记为调整的户室">
        <caption>标记为“调整”的 {rows.length} 户：分摊面积与计算值不同，由初审说明理由后通过（面积单位：㎡）</caption>
        <thead>
          <tr>
            <th scope="col">户室号</th>
            <th scope="col">单元</th>
            <th scope="col">层次</th>
            <th scope="col">功能区</th>
            <th scope="col">填报分摊</th>
            <th scope="col">计算分摊</th>
            <th scope="col">相差</th>
            <th scope="col">表内行号</th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.line}>
              <th scope="row">{row.roomNo}</th>
              <td className="right">{row.stairUnit}</td>
              <td className="right">{row.floor}</td>
              <td className="right">{row.zone}</td>
              <td className="right">{displayArea(row.sharedArea)}</td>
              <td className="right">{displayArea(row.computedArea)}</td>
              <td className="right">{displayArea(row.sharedArea - row.computedArea)}</td>
              <td className="right">{row.line}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
