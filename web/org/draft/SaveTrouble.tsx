import { Alert, App, Button } from "antd";
import { useState } from "react";
import { Link } from "react-router";
import { readDraft } from "../../platform/api/drafts.ts";
import { hasCode, sentenceOf } from "../../platform/api/problem.ts";
import type { DraftSaver, SaveState } from "./DraftSaver.ts";

interface Props {
  draftId: number;
  saver: DraftSaver;
  state: SaveState;
  /** Draws the page anew with what the server has; what was typed here is dropped. */
  reload: () => void;
}

/** A draft that cannot be saved: what happened, and the ways on. Nothing typed is thrown away unasked. */
export function SaveTrouble({ draftId, saver, state, reload }: Props) {
  if (state.kind === "stale") return <Stale draftId={draftId} saver={saver} reload={reload} />;
  if (state.kind !== "refused") return null;
  const submitted = hasCode(state.error, "DRAFT_SUBMITTED");
  return (
    <Alert
      type="error"
      showIcon
      className="draft-alert"
      title={sentenceOf(state.error)}
      action={submitted ? <Link to="/cases">查看我的案件</Link> : <Button onClick={reload}>重新载入</Button>}
    />
  );
}

function Stale({ draftId, saver, reload }: Omit<Props, "state">) {
  const { message } = App.useApp();
  const [working, setWorking] = useState(false);
  const overwrite = async () => {
    setWorking(true);
    try {
      const { version } = await readDraft(draftId);
      await saver.overwrite(version);
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      setWorking(false);
    }
  };
  return (
    <Alert
      type="warning"
      showIcon
      className="draft-alert"
      role="alert"
      title="这份草稿已在别处修改，您在本页填写的内容还没有保存。"
      description="可能是另一个窗口或另一台电脑保存过。请选择保留哪一份。"
      action={
        <span className="draft-alert-actions">
          <Button type="primary" onClick={reload} disabled={working}>
            载入最新内容
          </Button>
          <Button onClick={() => void overwrite()} loading={working}>
            保存本页内容
          </Button>
        </span>
      }
    />
  );
}
