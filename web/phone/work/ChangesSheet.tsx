import { useNavigate } from "react-router";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { useAwake } from "../../platform/look/useAwake.ts";
import type { News } from "./TaskScreen.tsx";

interface Props {
  news: News;
  /** The person has read it and goes on with the case as it is now. */
  onGoOn: () => void;
  onLeave: () => void;
}

/** The case changed while it was being worked on: says what, and asks again before anything is sent. */
export function ChangesSheet({ news: { changes, open }, onGoOn, onLeave }: Props) {
  const navigate = useNavigate();
  const awake = useAwake();
  const foot = open ? (
    <PlainButton tone="main" disabled={!awake} onClick={onGoOn}>
      已核对，继续办理
    </PlainButton>
  ) : (
    <>
      <PlainButton disabled={!awake} onClick={onLeave}>
        查看案件
      </PlainButton>
      <PlainButton tone="main" disabled={!awake} onClick={() => navigate("/todo", { replace: true })}>
        返回待办
      </PlainButton>
    </>
  );
  return (
    <Sheet title={open ? "案件有变化，请核对" : "这项任务已不由您办理"} foot={foot}>
      <p className="sheet-words">
        {open
          ? "您办理期间案件有以下变化，尚未提交任何决定，您填写的内容都还在。"
          : "案件在您办理期间有变化，您的决定没有提交。"}
      </p>
      {changes.length > 0 && (
        <ul className="changes" aria-label="变化">
          {changes.map((change, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: two changes may read the same.
            <li key={index}>{change}</li>
          ))}
        </ul>
      )}
    </Sheet>
  );
}
