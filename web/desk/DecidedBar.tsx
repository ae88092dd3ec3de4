import { CheckCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect } from "react";
import { sentenceOf } from "../platform/api/problem.ts";
import type { Decided } from "../platform/case/useDecision.ts";
import { useRecall } from "../platform/commands/useRecall.ts";

const shownFor = 10_000;
const then: Record<Decided["result"]["next"]["kind"], string> = {
  task: "下一环节仍由您办理，已为您打开。",
  finished: "本件已办完。",
  pending: "后续处理正在进行。",
  none: "已转入下一环节。",
};

interface Props {
  decided: Decided;
  onDone: () => void;
  /** 取回 brought this task of the case back. */
  onBack: (taskId: number) => void;
}

/** What was just done, for ten seconds; a decision can be taken back from here. */
export function DecidedBar({ decided, onDone, onBack }: Props) {
  useEffect(() => {
    const timer = setTimeout(onDone, shownFor);
    return () => clearTimeout(timer);
  }, [onDone]);
  return (
    <div className="decided-bar" role="status">
      <CheckCircleFilled aria-hidden />
      <span>
        {decided.words} <b className="numbers">{decided.caseNo}</b>
      </span>
      <span className="decided-next">{decided.decided ? then[decided.result.next.kind] : "本件已离开您的待办。"}</span>
      {decided.decided && <Recall of={decided} onBack={onBack} />}
      <a href={`/cases/${decided.caseId}`} target="_blank" rel="noopener">
        查看
      </a>
      <Button type="text" size="small" aria-label="关闭提示" onClick={onDone}>
        ✕
      </Button>
    </div>
  );
}

function Recall({ of, onBack }: { of: Decided; onBack: (taskId: number) => void }) {
  const recall = useRecall(of);
  if (recall.error) return <span role="alert">{sentenceOf(recall.error)}</span>;
  if (!recall.possible) return null;
  return (
    <Button size="small" loading={recall.busy} onClick={() => recall.send(onBack)}>
      取回
    </Button>
  );
}
