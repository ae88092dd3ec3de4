import "../platform/look/base.css";
import "../platform/look/polyfills.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { Providers } from "../platform/look/Providers.tsx";
import { SessionGate } from "../platform/session/SessionGate.tsx";
import { OrgApp } from "./OrgApp.tsx";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Providers>
      <SessionGate
        title="企业申报"
        note="开发企业在线申报测绘成果备案、物业管理用房确认等业务。"
        needs="application.use"
        elsewhere={{ href: "/", label: "前往工作台" }}
      >
        <OrgApp />
      </SessionGate>
    </Providers>
  </StrictMode>,
);
