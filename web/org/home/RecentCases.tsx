import { Link } from "react-router";
import { useInbox } from "../../platform/api/inbox.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { CaseLine } from "../cases/CaseLine.tsx";
import { everyCase } from "../cases/filter.ts";

const shown = 5;

export function RecentCases() {
  const cases = useInbox("mine", everyCase);
  return (
    <section className="panel home-cases" aria-labelledby="cases-title">
      <div className="org-panel-head">
        <h2 id="cases-title">最近的案件</h2>
        <Link to="/cases">全部案件</Link>
      </div>
      <Loaded of={cases} rows={4}>
        {({ pages }) => {
          const rows = pages.flatMap((page) => page.rows).slice(0, shown);
          return rows.length === 0 ? (
            <EmptyState title="还没有提交过申请">提交后可以在这里查看办理进度。</EmptyState>
          ) : (
            <ul className="org-list">
              {rows.map((row) => (
                <CaseLine key={row.id} row={row} />
              ))}
            </ul>
          );
        }}
      </Loaded>
    </section>
  );
}
