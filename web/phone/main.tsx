import "../platform/look/base.css";
import "./look/phone.css";
import "../platform/look/polyfills.ts";
import { QueryClientProvider } from "@tanstack/react-query";
import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import { BrowserRouter } from "react-router";
import { queryClient } from "../platform/look/queryClient.ts";
import { Phone } from "./Phone.tsx";
import { PhoneGate } from "./session/PhoneGate.tsx";

createRoot(document.getElementById("root")!).render(
  <StrictMode>
    <QueryClientProvider client={queryClient}>
      <BrowserRouter basename="/m">
        <PhoneGate>
          <Phone />
        </PhoneGate>
      </BrowserRouter>
    </QueryClientProvider>
  </StrictMode>,
);
