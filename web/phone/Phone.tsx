import { lazy, Suspense, useEffect } from "react";
import { Navigate, Outlet, Route, Routes } from "react-router";
import { businessTabs } from "../businessTabs.ts";
import { BusinessTabs } from "../platform/case/businessTabs.ts";
import { useLive } from "../platform/live/useLive.ts";
import { LoadingState } from "../platform/look/States.tsx";
import { useTextSize } from "../platform/look/useTextSize.ts";
import { BoxScreen } from "./list/BoxScreen.tsx";
import { OfflineLine } from "./look/OfflineLine.tsx";
import { TabBar } from "./look/TabBar.tsx";
import { textScale } from "./look/textScale.ts";
import { MeScreen } from "./me/MeScreen.tsx";
import { NoticeScreen } from "./notices/NoticeScreen.tsx";
import { WithDoneBar } from "./work/DoneBar.tsx";

const caseScreen = () => import("./case/CaseScreen.tsx");
const CaseScreen = lazy(() => caseScreen().then((part) => ({ default: part.CaseScreen })));
/** Milliseconds: the list is being read by then, and a case comes next. */
const settled = 1500;

export function Phone() {
  useTextSize(textScale);
  useLive();
  useEffect(() => {
    const timer = setTimeout(() => void caseScreen().catch(() => {}), settled);
    return () => clearTimeout(timer);
  }, []);
  return (
    <WithDoneBar>
      <OfflineLine />
      <BusinessTabs value={businessTabs}>
        <Routes>
          <Route element={<WithTabs />}>
            <Route path="/todo" element={<BoxScreen key="todo" box="todo" />} />
            <Route path="/pool" element={<BoxScreen key="pool" box="pool" />} />
            <Route path="/done" element={<BoxScreen key="done" box="done" />} />
            <Route path="/finished" element={<BoxScreen key="finished" box="finished" />} />
            <Route path="/notices" element={<NoticeScreen />} />
            <Route path="/me" element={<MeScreen />} />
          </Route>
          <Route
            path="/cases/:caseId"
            element={
              <Suspense fallback={<LoadingState rows={10} />}>
                <CaseScreen />
              </Suspense>
            }
          />
          <Route path="*" element={<Navigate to="/todo" replace />} />
        </Routes>
      </BusinessTabs>
    </WithDoneBar>
  );
}

function WithTabs() {
  return (
    <div className="with-tabs">
      <Outlet />
      <TabBar />
    </div>
  );
}
