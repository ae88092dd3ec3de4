import "../platform/look/base.css";
import "../platform/look/polyfills.ts";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { Providers } from "../platform/look/Providers.tsx";
import { SessionGate } from "../platform/session/SessionGate.tsx";
import { Org } from "./Org.tsx";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <Providers>
      <SessionGate
        title="安居 · 企业申报"
        note="开发企业、物业服务企业网上办事"
        needs="application.use"
        elsewhere={{ href: "/", label: "进入工作台" }}
      >
        <BrowserRouter basename="/org">
          <Org />
        </BrowserRouter>
      </SessionGate>
    </Providers>
  </StrictMode>,
);
