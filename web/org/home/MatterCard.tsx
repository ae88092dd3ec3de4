import { App, Button } from "antd";
import { useRef } from "react";
import { useNavigate } from "react-router";
import type { DraftRow, Matter } from "#domain/platform/drafts.ts";
import { useCreateDraft } from "../../platform/api/drafts.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { dateTime } from "../../platform/look/words.ts";
import { MatterGuide } from "./MatterGuide.tsx";

/** One matter: what it is, how long it takes, what it needs, and the button that begins it. */
export function MatterCard({ matter, begun }: { matter: Matter; begun: DraftRow | null }) {
  const { start, starting } = useStart(matter, begun);
  const required = matter.materials.filter((slot) => slot.required).length;
  return (
    <article className="panel matter" data-business={matter.business}>
      <div className="matter-head">
        <div className="matter-words">
          <h3>
            {matter.name} <span className="tag tag-grey">{matter.kindLabel}</span>
          </h3>
          <p className="matter-facts">
            承诺 <b>{matter.promisedDays}</b> 个工作日办结
            <span className="org-second">（法定 {matter.statutoryDays} 个工作日）</span>
          </p>
          <p className="org-second">
            {required > 0 ? `必须提交 ${required} 项材料` : "无必须提交的材料"}
            {matter.materials.length > required && `，另有 ${matter.materials.length - required} 项按需提交`}
          </p>
        </div>
        <Button type="primary" size="large" loading={starting} onClick={start} aria-label={`申报${matter.name}`}>
          申报
        </Button>
      </div>
      <MatterGuide matter={matter} />
    </article>
  );
}

/** Begins one draft however often the button is hit; asks first where one of this matter already lies there. */
function useStart(matter: Matter, begun: DraftRow | null) {
  const { modal, message } = App.useApp();
  const navigate = useNavigate();
  const create = useCreateDraft();
  const sending = useRef(false);
  const begin = async () => {
    if (sending.current) return;
    sending.current = true;
    try {
      const draft = await create.mutateAsync(matter.business);
      await navigate(`/drafts/${draft.id}`);
    } catch (error) {
      void message.error(sentenceOf(error));
    } finally {
      sending.current = false;
    }
  };
  const start = () => {
    if (!begun) return void begin();
    const dialog = modal.confirm({
      title: "您有一份未提交的草稿",
      content: `“${begun.title}”保存于 ${dateTime(begun.updatedAt)}。继续填写它，还是另起一份新的申请？`,
      closable: true,
      footer: (
        <div className="dialog-buttons">
          <Button
            onClick={() => {
              dialog.destroy();
              void begin();
            }}
          >
            新建申请
          </Button>
          <Button
            type="primary"
            autoFocus
            onClick={() => {
              dialog.destroy();
              void navigate(`/drafts/${begun.id}`);
            }}
          >
            继续填写
          </Button>
        </div>
      ),
    });
  };
  return { start, starting: create.isPending };
}
