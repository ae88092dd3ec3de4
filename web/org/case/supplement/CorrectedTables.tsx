import { useQuery, useQueryClient } from "@tanstack/react-query";
import { Checkbox } from "antd";
import { useState } from "react";
import { draftViewSchema } from "#domain/platform/drafts.ts";
import { call } from "../../../platform/api/client.ts";
import { DropZone } from "../../draft/DropZone.tsx";
import { acceptOf, refusalOf } from "../../draft/fileRules.ts";
import { SurveyResult } from "../../draft/SurveyResult.tsx";
import { sendFile } from "../../draft/sendFile.ts";
import { UploadRows } from "../../draft/UploadRows.tsx";
import { useUploads } from "../../draft/useUploads.ts";

const taken = ["application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", "text/csv"];
const { survey: surveySchema } = draftViewSchema.shape;

/** 测绘成果表, uploaded anew where the tables were what had to be corrected. */
export function CorrectedTables({ caseId, roundId }: { caseId: number; roundId: number }) {
  const client = useQueryClient();
  const path = `/api/survey-filing/cases/${caseId}/table`;
  const key = ["case", caseId, "correctedTables", roundId];
  const corrected = useQuery({ queryKey: key, queryFn: ({ signal }) => call(surveySchema, path, { signal }) });
  const [asked, setAsked] = useState(false);
  const uploads = useUploads(async (file, sending) => {
    client.setQueryData(key, await sendFile(surveySchema, path, file, sending));
  });
  const offer = (files: File[]) => {
    for (const { id, error } of uploads.uploads) if (error) uploads.cancel(id);
    for (const file of files) {
      const refused = refusalOf(file, taken);
      if (refused) uploads.refuse(file, refused);
      else uploads.add([file]);
    }
  };
  const survey = corrected.data ?? null;
  const open = asked || survey !== null;
  return (
    <div className="supplement-correction">
      <Checkbox checked={open} disabled={survey !== null} onChange={({ target }) => setAsked(target.checked)}>
        同时更换测绘成果表
      </Checkbox>
      {open && (
        <section className="supplement-tables" aria-label="更换测绘成果表">
          <DropZone label={survey ? "重新上传" : "选择文件"} accept={acceptOf(taken)} multiple onFiles={offer}>
            Excel 工作簿（xlsx）或 CSV；没有上传的表沿用原来的
          </DropZone>
          <ul className="org-list">
            <UploadRows of={uploads} />
          </ul>
          {survey && <SurveyResult survey={survey} />}
        </section>
      )}
    </div>
  );
}
