import { DownloadOutlined } from "@ant-design/icons";
import { useQueryClient } from "@tanstack/react-query";
import { Button } from "antd";
import { useState } from "react";
import { type DraftView, draftViewSchema } from "#domain/platform/drafts.ts";
import { draftKey } from "../../platform/api/drafts.ts";
import { ApiError, hasCode, type Problem, problemsOf } from "../../platform/api/problem.ts";
import { ProblemList } from "../../platform/look/ProblemList.tsx";
import type { DraftSaver } from "./DraftSaver.ts";
import { DropZone } from "./DropZone.tsx";
import { acceptOf, refusalOf } from "./fileRules.ts";
import { SurveyResult } from "./SurveyResult.tsx";
import { sendFile } from "./sendFile.ts";
import { UploadRows } from "./UploadRows.tsx";
import { useUploads } from "./useUploads.ts";
import "./files.css";

const taken = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"];
const template = "/api/survey-filing/template.xlsx";

interface Props {
  draft: DraftView;
  saver: DraftSaver;
  openForm: (problems: Problem[], field: string | undefined) => void;
}

/** 测绘成果表: upload, and everything that is wrong with it at once. */
export function SurveyStep({ draft, saver, openForm }: Props) {
  const [incomplete, setIncomplete] = useState<Problem[]>([]);
  const uploads = useSurveyUpload(draft.id, saver, setIncomplete);
  const offer = (files: File[]) => {
    for (const { id, error } of uploads.uploads) if (error) uploads.cancel(id);
    for (const file of files) {
      const refused = refusalOf(file, taken);
      if (refused) uploads.refuse(file, refused);
      else uploads.add([file]);
    }
  };
  return (
    <section className="survey" aria-label="测绘成果表">
      <div className="panel survey-upload">
        <div className="survey-words">
          <p>
            按模板填写<b>分层表</b>、<b>功能区</b>和<b>户室对照表</b>
            三张表后上传。表中数据与“填写表单”中的建筑物信息一并校验。
          </p>
          <Button icon={<DownloadOutlined />} href={template} download>
            下载模板
          </Button>
        </div>
        <DropZone label={draft.survey ? "重新上传" : "选择文件"} accept={acceptOf(taken)} multiple onFiles={offer}>
          一个 Excel 工作簿（xlsx），或按表分开的 CSV 文件，每个不超过 10 MB
        </DropZone>
        <ul className="org-list">
          <UploadRows of={uploads} />
        </ul>
        {incomplete.length > 0 && (
          <div className="survey-incomplete">
            <ProblemList title="建筑物信息还不完整，暂不能校验成果表。" problems={incomplete} />
            <Button type="primary" onClick={() => openForm(incomplete, incomplete[0]?.field)}>
              去填写表单
            </Button>
          </div>
        )}
      </div>
      {draft.survey && <SurveyResult survey={draft.survey} />}
    </section>
  );
}

/** The tables are checked against what the server has of the form, so that is saved first. */
function useSurveyUpload(draftId: number, saver: DraftSaver, setIncomplete: (problems: Problem[]) => void) {
  const client = useQueryClient();
  return useUploads(async (file, sending) => {
    setIncomplete([]);
    if (!(await saver.flush())) throw new ApiError("network", "填写的内容还没有保存，请稍候再上传。");
    try {
      const path = `/api/survey-filing/drafts/${draftId}/table`;
      const survey = await sendFile(draftViewSchema.shape.survey, path, file, sending);
      client.setQueryData<DraftView>(draftKey(draftId), (draft) => (draft ? { ...draft, survey } : draft));
    } catch (error) {
      if (hasCode(error, "BUILDING_DATA_INCOMPLETE")) setIncomplete(problemsOf(error));
      throw error;
    }
  });
}
