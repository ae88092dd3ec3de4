import { CheckCircleFilled, DownloadOutlined } from "@ant-design/icons";
import { Button, Progress } from "antd";
import { useState } from "react";
import type { DraftView } from "#domain/platform/drafts.ts";
import { uploadSurveyTable } from "../platform/api/drafts.ts";
import { type Problem, problemsOf, sentenceOf } from "../platform/api/problem.ts";
import { UseStatistics } from "../platform/building/UseStatistics.tsx";
import { FileDrop } from "../platform/files/FileDrop.tsx";
import { SurveyProblems } from "./SurveyProblems.tsx";
import { surveyOf } from "./survey.ts";
import "./survey.css";

const accepted = [".xlsx", ".csv", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"];

interface Props {
  draft: DraftView;
  /** The building data are part of the checks, so they are saved first. */
  beforeUpload: () => Promise<void>;
  onUploaded: () => Promise<void>;
}

/** 分层表 and 户室对照表: template, upload, everything that is wrong, and the statistics when nothing is. */
export function SurveyTable({ draft, beforeUpload, onUploaded }: Props) {
  const [share, setShare] = useState<number | null>(null);
  const [refusal, setRefusal] = useState<{ title: string; problems: Problem[] } | null>(null);
  const survey = surveyOf(draft);
  const send = async ([file]: File[]) => {
    if (!file || share !== null) return;
    setRefusal(null);
    setShare(0);
    try {
      await beforeUpload();
      await uploadSurveyTable(draft.id, file, setShare);
    } catch (error) {
      setRefusal({ title: sentenceOf(error), problems: problemsOf(error) });
    } finally {
      await onUploaded();
      setShare(null);
    }
  };
  return (
    <div className="survey">
      <p className="survey-how">
        上传一个 Excel 文件,包含“分层”和“户室对照表”两张表,并先填好上面的建筑物信息。系统逐行核对面积、分摊和合计,一次列出全部问题。
        <Button type="link" size="small" icon={<DownloadOutlined />} href="/api/survey-filing/template.xlsx" download>
          下载模板
        </Button>
      </p>
      {share === null ? (
        <FileDrop
          label="上传测绘成果表"
          hint="Excel(.xlsx)或 CSV"
          accept={accepted}
          multiple={false}
          onFiles={(files) => void send(files)}
        />
      ) : (
        <div role="status">
          {share < 1 ? "正在上传" : "正在核对"}
          <Progress percent={Math.round(share * 100)} status="active" />
        </div>
      )}
      {refusal && <SurveyProblems title={refusal.title} problems={refusal.problems} />}
      {!refusal && survey && !survey.clean && (
        <SurveyProblems title={`${survey.fileName} 未通过核对`} problems={survey.problems} />
      )}
      {!refusal && survey?.clean && (
        <>
          <p className="survey-clean" role="status">
            <CheckCircleFilled aria-hidden /> {survey.fileName} 已通过全部核对
            {survey.adjustedRows.length > 0 && `,其中 ${survey.adjustedRows.length} 行标记为“调整”,需初审说明理由`}。
          </p>
          {survey.problems.length > 0 && <SurveyProblems title="请留意" problems={survey.problems} />}
          {survey.statistics.length > 0 && <UseStatistics lines={survey.statistics} />}
        </>
      )}
    </div>
  );
}
