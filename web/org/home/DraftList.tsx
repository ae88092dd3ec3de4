import { DeleteOutlined } from "@ant-design/icons";
import { App, Button, Tooltip } from "antd";
import { Link } from "react-router";
import type { DraftRow } from "#domain/platform/drafts.ts";
import { type useDrafts, useRemoveDraft } from "../../platform/api/drafts.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { shortTime } from "../../platform/look/words.ts";
import { forgetUnsaved } from "../draft/unsaved.ts";

export function DraftList({ drafts }: { drafts: ReturnType<typeof useDrafts> }) {
  return (
    <section className="panel home-drafts" aria-labelledby="drafts-title">
      <div className="org-panel-head">
        <h2 id="drafts-title">我的草稿</h2>
        {drafts.data && drafts.data.length > 0 && <span className="org-second">{drafts.data.length} 份</span>}
      </div>
      <Loaded of={drafts} rows={2}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="没有草稿">点“申报”开始填写，内容会自动保存在这里。</EmptyState>
          ) : (
            <ul className="org-list">
              {rows.map((row) => (
                <DraftLine key={row.id} row={row} />
              ))}
            </ul>
          )
        }
      </Loaded>
    </section>
  );
}

function DraftLine({ row }: { row: DraftRow }) {
  const { modal, message } = App.useApp();
  const remove = useRemoveDraft();
  const confirm = () =>
    modal.confirm({
      title: "删除这份草稿？",
      content: `“${row.title}”填写的内容和已上传的文件都会删除，不能恢复。`,
      okText: "删除",
      okButtonProps: { danger: true },
      cancelText: "保留",
      onOk: async () => {
        try {
          await remove.mutateAsync(row.id);
          forgetUnsaved(row.id);
          void message.success("草稿已删除。");
        } catch (error) {
          void message.error(sentenceOf(error));
        }
      },
    });
  return (
    <li className="draft-line" data-draft-id={row.id}>
      <Link to={`/drafts/${row.id}`}>
        <span className="draft-title">{row.title}</span>
        <span className="org-second">
          {row.title === row.businessName ? "" : `${row.businessName} · `}
          {shortTime(row.updatedAt)}保存
        </span>
      </Link>
      <Link to={`/drafts/${row.id}`} className="draft-go" aria-hidden tabIndex={-1}>
        继续填写
      </Link>
      <Tooltip title="删除草稿">
        <Button type="text" icon={<DeleteOutlined />} aria-label={`删除草稿“${row.title}”`} onClick={confirm} />
      </Tooltip>
    </li>
  );
}
