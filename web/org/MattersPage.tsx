import { DeleteOutlined } from "@ant-design/icons";
import { App, Button, Popconfirm } from "antd";
import { useState } from "react";
import { Link, useNavigate } from "react-router";
import type { Matter } from "#domain/platform/drafts.ts";
import { useCreateDraft, useDrafts, useRemoveDraft } from "../platform/api/drafts.ts";
import { useMatters } from "../platform/api/matters.ts";
import { sentenceOf } from "../platform/api/problem.ts";
import { EmptyState, Loaded } from "../platform/look/States.tsx";
import { dateTime } from "../platform/look/words.ts";

/** What can be applied for, and what was begun. */
export function MattersPage() {
  const matters = useMatters();
  return (
    <main className="page">
      <h1 className="org-title">可以办理的事项</h1>
      <Loaded of={matters}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="暂时没有可以办理的事项">如有疑问,请联系住房保障服务中心综合窗口。</EmptyState>
          ) : (
            <ul className="matters" aria-label="事项列表">
              {rows.map((matter) => (
                <MatterCard key={matter.business} matter={matter} />
              ))}
            </ul>
          )
        }
      </Loaded>
      <h2 className="org-title">草稿</h2>
      <Drafts />
    </main>
  );
}

function MatterCard({ matter }: { matter: Matter }) {
  const create = useCreateDraft();
  const navigate = useNavigate();
  const { message } = App.useApp();
  const [more, setMore] = useState(false);
  const begin = () =>
    create.mutate(matter.business, {
      onSuccess: (draft) => navigate(`/drafts/${draft.id}`),
      onError: (error) => void message.error(sentenceOf(error)),
    });
  return (
    <li className="matter panel">
      <div className="matter-head">
        <h3>{matter.name}</h3>
        <span className="tag tag-grey">{matter.kindLabel}</span>
      </div>
      <p className="matter-days">
        承诺 <b>{matter.promisedDays}</b> 个工作日办结(法定 {matter.statutoryDays} 个工作日) · 结果:
        {matter.results.join("、")}
      </p>
      {more && (
        <dl className="matter-more">
          <dt>所需材料</dt>
          <dd>
            <ul>
              {matter.materials.map((slot) => (
                <li key={slot.slot}>
                  {slot.name}
                  {slot.required ? "" : "(可选)"}
                </li>
              ))}
            </ul>
          </dd>
          <dt>办理依据</dt>
          <dd>
            <ul>
              {matter.legalBasis.map((basis) => (
                <li key={basis}>{basis}</li>
              ))}
            </ul>
          </dd>
        </dl>
      )}
      <div className="matter-buttons">
        <Button type="text" aria-expanded={more} onClick={() => setMore(!more)}>
          {more ? "收起" : "材料和依据"}
        </Button>
        <Button type="primary" loading={create.isPending} aria-label={`办理 ${matter.name}`} onClick={begin}>
          立即办理
        </Button>
      </div>
    </li>
  );
}

function Drafts() {
  const drafts = useDrafts();
  const remove = useRemoveDraft();
  const { message } = App.useApp();
  return (
    <Loaded of={drafts} rows={2}>
      {(rows) =>
        rows.length === 0 ? (
          <p className="org-quiet">没有草稿。开始办理后,填写的内容会自动保存在这里。</p>
        ) : (
          <ul className="org-rows panel" aria-label="草稿列表">
            {rows.map((draft) => (
              <li key={draft.id} data-draft-id={draft.id}>
                <Link to={`/drafts/${draft.id}`}>
                  <b>{draft.title}</b>
                  <span>{draft.businessName}</span>
                  <span className="right">{dateTime(draft.updatedAt)}</span>
                </Link>
                <Popconfirm
                  title="删除这份草稿?"
                  description="填写的内容和上传的材料会一并删除。"
                  okText="删除"
                  okButtonProps={{ danger: true }}
                  cancelText="保留"
                  onConfirm={() =>
                    remove.mutateAsync(draft.id).catch((error: unknown) => void message.error(sentenceOf(error)))
                  }
                >
                  <Button type="text" icon={<DeleteOutlined />} aria-label={`删除草稿 ${draft.title}`} />
                </Popconfirm>
              </li>
            ))}
          </ul>
        )
      }
    </Loaded>
  );
}
