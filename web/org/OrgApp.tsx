import { lazy, Suspense } from "react";
import { BrowserRouter, Route, Routes } from "react-router";
import { EmptyState, LoadingState } from "../platform/look/States.tsx";
import { CaseListPage } from "./cases/CaseListPage.tsx";
import { HomePage } from "./home/HomePage.tsx";
import { OrgShell } from "./OrgShell.tsx";

// Forms and previews are heavy; the home page of a phone does not wait for them.
const DraftPage = lazy(() => import("./draft/DraftPage.tsx").then(({ DraftPage }) => ({ default: DraftPage })));
const CasePage = lazy(() => import("./case/CasePage.tsx").then(({ CasePage }) => ({ default: CasePage })));

export function OrgApp() {
  return (
    <BrowserRouter basename="/org">
      <Suspense fallback={<LoadingState rows={8} />}>
        <Routes>
          <Route element={<OrgShell />}>
            <Route index element={<HomePage />} />
            <Route path="cases" element={<CaseListPage />} />
            <Route path="cases/:caseId" element={<CasePage />} />
            <Route path="drafts/:draftId/:step?" element={<DraftPage />} />
            <Route path="*" element={<NotFound />} />
          </Route>
        </Routes>
      </Suspense>
    </BrowserRouter>
  );
}

const NotFound = () => <EmptyState title="没有这个页面">请从上方的“首页”或“我的案件”进入。</EmptyState>;
