import { useDrafts } from "../platform/api/drafts.ts";
import { EmptyState, Loaded } from "../platform/look/States.tsx";
import { dateTime } from "../platform/look/words.ts";
import { useMe } from "../platform/session/me.ts";

/** Applications begun and not yet handed in. Officials who may not apply have none. */
export function DraftBox() {
  const may = useMe().permissions.includes("application.use");
  const drafts = useDrafts(may);
  if (!may) {
    return (
      <main className="bench-wide">
        <EmptyState title="您没有草稿">办理中暂存的意见和表单在“待办”的案件里，打开案件即可继续。</EmptyState>
      </main>
    );
  }
  return (
    <main className="bench-wide">
      <Loaded of={drafts}>
        {(rows) =>
          rows.length === 0 ? (
            <EmptyState title="您没有草稿">新的申请会先保存为草稿。</EmptyState>
          ) : (
            <ul className="buildings-list panel" aria-label="草稿列表">
              {rows.map((draft) => (
                <li key={draft.id}>
                  <a href={`/org/drafts/${draft.id}`}>
                    <b>{draft.title}</b>
                    <span>{draft.businessName}</span>
                    <span className="right">{dateTime(draft.updatedAt)}</span>
                  </a>
                </li>
              ))}
            </ul>
          )
        }
      </Loaded>
    </main>
  );
}
