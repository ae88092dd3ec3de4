import { CheckCircleFilled } from "@ant-design/icons";
import { Button } from "antd";
import { useEffect } from "react";
import type { Decided } from "../platform/case/useDecision.ts";

const shownFor = 10_000;
const then: Record<Decided["result"]["next"]["kind"], string> = {
  task: "下一环节仍由您办理，已为您打开。",
  finished: "本件已办完。",
  pending: "后续处理正在进行。",
  none: "已转入下一环节。",
};

/** What was just done, for ten seconds. */
export function DecidedBar({ decided, onDone }: { decided: Decided; onDone: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onDone, shownFor);
    return () => clearTimeout(timer);
  }, [onDone]);
  return (
    <div className="decided-bar" role="status">
      <CheckCircleFilled aria-hidden />
      <span>
        已{decided.label} <b className="numbers">{decided.caseNo}</b>
      </span>
      <span className="decided-next">{then[decided.result.next.kind]}</span>
      <a href={`/cases/${decided.caseId}`} target="_blank" rel="noopener">
        查看
      </a>
      <Button type="text" size="small" aria-label="关闭提示" onClick={onDone}>
        ✕
      </Button>
    </div>
  );
}
