import { useQueryClient } from "@tanstack/react-query";
import { App, Button } from "antd";
import { type RefObject, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { DraftView } from "#domain/platform/drafts.ts";
import { submitDraft } from "../platform/api/drafts.ts";
import { messagesByField, type Problem, problemsOf, sentenceOf } from "../platform/api/problem.ts";
import { newRequestId } from "../platform/api/requestId.ts";
import { type FormHandle, FormView } from "../platform/forms/FormView.tsx";
import { ProblemList } from "../platform/look/ProblemList.tsx";
import { useMe } from "../platform/session/SessionGate.tsx";
import { SurveyTable } from "../survey-filing/SurveyTable.tsx";
import { DraftConflict } from "./DraftConflict.tsx";
import { DraftStatus } from "./DraftStatus.tsx";
import { MaterialSlots } from "./MaterialSlots.tsx";
import { useDraftSaving } from "./useDraftSaving.ts";
import "./draft.css";

/** An application being written: form, tables, files, and the one button that hands it in. */
export function DraftEditor({ draft, reload }: { draft: DraftView; reload: () => Promise<unknown> }) {
  const me = useMe();
  const form = useRef<FormHandle>(null);
  const saving = useDraftSaving(draft, me.personId, form);
  const submit = useSubmit(draft, saving, form);
  const refresh = async () => {
    await saving.catchUp();
    await reload();
  };
  const { matter } = draft;
  let step = 1;
  return (
    <main className="page draft">
      <div className="draft-head">
        <div>
          <h1>{matter.name}</h1>
          <p>
            承诺 {matter.promisedDays} 个工作日办结 · 结果:{matter.results.join("、")}
          </p>
        </div>
        <DraftStatus state={saving.state} />
        <Button onClick={() => void saving.save()}>保存草稿</Button>
        <Button type="primary" loading={submit.busy} onClick={() => void submit.send()}>
          提交申请
        </Button>
      </div>
      {submit.refusal && (
        <div ref={submit.place} className="draft-refusal">
          <ProblemList
            {...submit.refusal}
            {...(form.current ? { labels: form.current.labels() } : {})}
            onClose={submit.dismiss}
          />
        </div>
      )}
      <section className="draft-step panel" aria-label="填写申请表">
        <h2>
          <span aria-hidden>{step++}</span>填写申请表
        </h2>
        <FormView
          ref={form}
          formId={matter.startFormId}
          data={saving.data}
          dataKey={String(draft.id)}
          writable="all"
          onChange={saving.changed}
        />
      </section>
      {draft.business === "survey-filing" && (
        <section className="draft-step panel" aria-label="上传测绘成果表">
          <h2>
            <span aria-hidden>{step++}</span>上传测绘成果表
          </h2>
          <SurveyTable draft={draft} beforeUpload={saving.save} onUploaded={refresh} />
        </section>
      )}
      <section className="draft-step panel" aria-label="上传材料">
        <h2>
          <span aria-hidden>{step++}</span>上传材料
        </h2>
        <MaterialSlots draft={draft} problems={submit.refusal?.problems ?? []} onChanged={refresh} />
      </section>
      <DraftConflict open={saving.state.kind === "conflict"} onOverwrite={saving.overwrite} onReload={saving.forget} />
    </main>
  );
}

type Saving = ReturnType<typeof useDraftSaving>;

function useSubmit(draft: DraftView, saving: Saving, form: RefObject<FormHandle | null>) {
  const [busy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<{ title: string; problems: Problem[] } | null>(null);
  const place = useRef<HTMLDivElement>(null);
  const sending = useRef(false);
  const navigate = useNavigate();
  const client = useQueryClient();
  const { message } = App.useApp();

  const refuse = (title: string, problems: Problem[]) => {
    setRefusal({ title, problems });
    requestAnimationFrame(() => place.current?.scrollIntoView({ block: "start" }));
  };
  const send = async () => {
    if (sending.current) return;
    const wrong = form.current?.check() ?? 0;
    if (wrong > 0) return setRefusal({ title: `申请表有 ${wrong} 处需要补正,请按标红的提示修改。`, problems: [] });
    sending.current = true;
    setBusy(true);
    setRefusal(null);
    try {
      await saving.save();
      if (!saving.isSaved()) return refuse("草稿还没有保存成功,请稍后再提交。", []);
      const { caseId, caseNo } = await submitDraft(draft.id, newRequestId(), saving.version());
      saving.forget();
      void client.invalidateQueries();
      void message.success(`申请已提交,受理编号 ${caseNo}。`);
      navigate(`/cases/${caseId}`);
    } catch (error) {
      const problems = problemsOf(error);
      form.current?.showProblems(messagesByField(problems));
      refuse(sentenceOf(error), problems);
    } finally {
      sending.current = false;
      setBusy(false);
    }
  };
  return { busy, refusal, place, send, dismiss: () => setRefusal(null) };
}
