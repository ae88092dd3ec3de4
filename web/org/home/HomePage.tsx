import { useDrafts } from "../../platform/api/drafts.ts";
import { useMatters } from "../../platform/api/matters.ts";
import { EmptyState, Loaded } from "../../platform/look/States.tsx";
import { DraftList } from "./DraftList.tsx";
import { MatterCard } from "./MatterCard.tsx";
import { RecentCases } from "./RecentCases.tsx";
import "./home.css";

/** What can be applied for, what was begun, what became of the rest. */
export function HomePage() {
  const matters = useMatters();
  const drafts = useDrafts();
  return (
    <div className="page home">
      <h1 className="visually-hidden">企业申报首页</h1>
      <section className="home-matters" aria-labelledby="matters-title">
        <h2 id="matters-title">可以办理的事项</h2>
        <Loaded of={matters} rows={8}>
          {(offered) =>
            offered.length === 0 ? (
              <div className="panel">
                <EmptyState title="目前没有可以在线申报的事项">请到办事窗口咨询。</EmptyState>
              </div>
            ) : (
              offered.map((matter) => (
                <MatterCard
                  key={matter.business}
                  matter={matter}
                  begun={drafts.data?.find(({ business }) => business === matter.business) ?? null}
                />
              ))
            )
          }
        </Loaded>
      </section>
      <DraftList drafts={drafts} />
      <RecentCases />
    </div>
  );
}
