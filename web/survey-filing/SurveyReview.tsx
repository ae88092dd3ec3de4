import type { CaseView } from "#domain/platform/cases.ts";
import type { SurveyView } from "#domain/survey-filing.ts";
import { UseStatistics } from "../platform/building/UseStatistics.tsx";
import { ProblemList } from "../platform/look/ProblemList.tsx";
import { Loaded } from "../platform/look/States.tsx";
import { AdjustedRows } from "./AdjustedRows.tsx";
import { SurveyChanges } from "./SurveyChanges.tsx";
import { useSurveyOfCase } from "./surveyOfCase.ts";
import { ZoneFigures } from "./ZoneFigures.tsx";
import "./surveyReview.css";

/** 测绘成果 of a filing: what an official has to look at before proposing. */
export function SurveyReview({ view }: { view: CaseView }) {
  const survey = useSurveyOfCase(view.id);
  return <Loaded of={survey}>{(data) => <Figures survey={data} />}</Loaded>;
}

function Figures({ survey }: { survey: SurveyView }) {
  const { fileName, statistics, zones, adjustedRows, warnings, changes } = survey;
  return (
    <div className="survey-review">
      <p className="survey-source">
        来自 {fileName}
        {adjustedRows.length === 0 && "，各行分摊与计算值一致，没有标记为“调整”的行。"}
      </p>
      {warnings.length > 0 && (
        <ProblemList tone="warning" title={`请留意以下 ${warnings.length} 处`} problems={warnings} />
      )}
      {adjustedRows.length > 0 && <AdjustedRows rows={adjustedRows} />}
      <div className="survey-tables">
        <UseStatistics lines={statistics} />
        <ZoneFigures zones={zones} />
      </div>
      {changes.length > 0 && <SurveyChanges changes={changes} />}
    </div>
  );
}
