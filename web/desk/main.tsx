import "../platform/look/base.css";
import "../platform/look/polyfills.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Providers } from "../platform/look/Providers.tsx";
import { SessionGate } from "../platform/session/SessionGate.tsx";
import { Desk } from "./Desk.tsx";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Providers>
      <SessionGate
        title="安居 · 工作台"
        note="住房保障与房产管理审批平台"
        needs="inbox.use"
        elsewhere={{ href: "/org", label: "进入企业申报" }}
      >
        <BrowserRouter>
          <Desk />
        </BrowserRouter>
      </SessionGate>
    </Providers>
  </StrictMode>,
);
