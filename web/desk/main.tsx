import "../platform/look/base.css";
import "../platform/look/polyfills.ts";
import { lazy, StrictMode, Suspense } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Providers } from "../platform/look/Providers.tsx";
import { LoadingState } from "../platform/look/States.tsx";
import { SessionGate } from "../platform/session/SessionGate.tsx";

import { PhoneOffer } from "./PhoneOffer.tsx";

// Fetched while somebody types the password.
const loading = import("./Desk.tsx");
const Desk = lazy(() => loading.then(({ Desk }) => ({ default: Desk })));

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Providers>
      <PhoneOffer />
      <SessionGate
        title="安居 · 工作台"
        note="住房保障与房产管理审批平台"
        needs="inbox.use"
        elsewhere={{ href: "/org", label: "进入企业申报" }}
      >
        <BrowserRouter>
          <Suspense fallback={<LoadingState rows={8} />}>
            <Desk />
          </Suspense>
        </BrowserRouter>
      </SessionGate>
    </Providers>
  </StrictMode>,
);
