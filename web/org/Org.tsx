import { Navigate, NavLink, Route, Routes, useParams } from "react-router";
import { BuildingPage, BuildingsPage } from "../platform/building/BuildingsPage.tsx";
import { UserMenu } from "../platform/session/UserMenu.tsx";
import { DraftPage } from "./DraftPage.tsx";
import { MattersPage } from "./MattersPage.tsx";
import { MyCasePage } from "./MyCasePage.tsx";
import { MyCasesPage } from "./MyCasesPage.tsx";
import "./org.css";

export function Org() {
  return (
    <div className="org">
      <header className="org-head no-print">
        <a className="org-brand" href="/org">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          安居<span> · 企业申报</span>
        </a>
        <nav className="org-nav" aria-label="主导航">
          <NavLink to="/apply">办事</NavLink>
          <NavLink to="/cases">我的申请</NavLink>
          <NavLink to="/buildings">楼盘表</NavLink>
        </nav>
        <UserMenu desk={false} />
      </header>
      <Routes>
        <Route path="/" element={<Navigate to="/apply" replace />} />
        <Route path="/apply" element={<MattersPage />} />
        <Route path="/drafts/:draftId" element={<DraftOf />} />
        <Route path="/cases" element={<MyCasesPage />} />
        <Route path="/cases/:caseId" element={<MyCasePage />} />
        <Route path="/buildings" element={<BuildingsPage base="/buildings" />} />
        <Route path="/buildings/:buildingId" element={<BuildingPage />} />
        <Route path="*" element={<Navigate to="/apply" replace />} />
      </Routes>
    </div>
  );
}

function DraftOf() {
  const draftId = Number(useParams().draftId);
  return <DraftPage key={draftId} draftId={draftId} />;
}
