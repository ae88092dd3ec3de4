import { Alert, Button } from "antd";
import { type ReactNode, useRef, useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import type { SupplementRound } from "#domain/platform/supplementRounds.ts";
import { useMatters } from "../../../platform/api/matters.ts";
import type { ShownFile } from "../../../platform/files/FilePane.tsx";
import type { FormHandle } from "../../../platform/forms/FormView.tsx";
import { ProblemList } from "../../../platform/look/ProblemList.tsx";
import { dateTime } from "../../../platform/look/words.ts";
import { PreviewDialog } from "../../draft/PreviewDialog.tsx";
import { CorrectedForm } from "./CorrectedForm.tsx";
import { CorrectedTables } from "./CorrectedTables.tsx";
import { SupplementItemRow } from "./SupplementItemRow.tsx";
import { useAnswer } from "./useAnswer.ts";
import "../../draft/files.css";
import "./supplement.css";

/** What the authority asks for, answered item by item and handed in once, as a whole. */
export function SupplementPanel({ view, round }: { view: CaseView; round: SupplementRound }) {
  const slots = useMatters().data?.find(({ business }) => business === view.business)?.materials ?? [];
  const [shown, setShown] = useState<ShownFile | null>(null);
  const [correcting, setCorrecting] = useState(false);
  const form = useRef<FormHandle>(null);
  const answer = useAnswer(view, round, () => (correcting ? form.current : null));
  return (
    <section className="panel supplement" aria-label={`补正要求（第${round.round}次）`}>
      <div className="org-panel-head supplement-head">
        <h2>请补正 {round.items.length} 项</h2>
        <Until round={round} />
      </div>
      <p className="supplement-intro">
        {round.askedBy}于 {dateTime(round.askedAt)}{" "}
        一次性告知以下补正内容。请逐项上传材料或填写说明，全部完成后一次提交。
      </p>
      <ol className="supplement-items">
        {round.items.map((item, n) => (
          <SupplementItemRow
            // biome-ignore lint/suspicious/noArrayIndexKey: the list of a round never changes.
            key={n}
            caseId={view.id}
            item={item}
            n={n}
            slot={slots.find(({ slot }) => slot === item.slot)}
            text={answer.answers[n] ?? ""}
            wrong={answer.problemAt(n)}
            onText={(text) => answer.write(n, text)}
            onShow={setShown}
          />
        ))}
      </ol>
      <Corrections view={view} round={round}>
        <CorrectedForm ref={form} view={view} open={correcting} onToggle={setCorrecting} />
      </Corrections>
      {answer.title !== null && <ProblemList title={answer.title} problems={answer.problems} labels={answer.labels} />}
      <footer className="supplement-foot no-print">
        <span className="org-second">提交后由原经办人员继续办理，受理期限重新计算。</span>
        <Button type="primary" loading={answer.sending} onClick={() => void answer.submit()}>
          提交补正
        </Button>
      </footer>
      <PreviewDialog file={shown} onClose={() => setShown(null)} />
    </section>
  );
}

function Until({ round: { due, overdue } }: { round: SupplementRound }) {
  return (
    <span className={`tag ${overdue ? "tag-red" : "tag-amber"}`}>
      {overdue ? `已超过 ${due}，仍可提交` : `请在 ${due} 前提交`}
    </span>
  );
}

/** The application itself may be what has to be corrected. */
function Corrections({ view, round, children }: { view: CaseView; round: SupplementRound; children: ReactNode }) {
  return (
    <div className="supplement-corrections">
      {children}
      {view.business === "survey-filing" && <CorrectedTables caseId={view.id} roundId={round.id} />}
    </div>
  );
}

/** Rounds that are over, as a note: what was asked and what came of it. */
export function PastRounds({ rounds }: { rounds: SupplementRound[] }) {
  return rounds.map(({ id, round, answeredAt, endedAt, overdue }) => (
    <Alert
      key={id}
      className="supplement-past"
      type={answeredAt === null ? "warning" : "success"}
      showIcon
      title={
        answeredAt === null
          ? `第 ${round} 次补正已于 ${dateTime(endedAt ?? 0)} 结束，未收到补正。`
          : `第 ${round} 次补正已于 ${dateTime(answeredAt)} 提交${overdue ? "（逾期）" : ""}。`
      }
    />
  ));
}
