import { SearchOutlined } from "@ant-design/icons";
import { Input } from "antd";
import { useEffect, useState } from "react";
import { Navigate, NavLink, Route, Routes, useLocation, useNavigate, useSearchParams } from "react-router";
import { businessTabs } from "../businessTabs.ts";
import { BuildingPage, BuildingsPage } from "../platform/building/BuildingsPage.tsx";
import { BusinessTabs } from "../platform/case/businessTabs.ts";
import { useLive } from "../platform/live/useLive.ts";
import { UserMenu } from "../platform/session/UserMenu.tsx";
import { CasePage } from "./CasePage.tsx";
import { Workbench } from "./Workbench.tsx";
import "./desk.css";

export function Desk() {
  useLive();
  return (
    <div className="desk">
      <header className="desk-head no-print">
        <a className="desk-brand" href="/">
          <img src="/favicon.svg" alt="" width={24} height={24} />
          安居
        </a>
        <nav className="desk-nav" aria-label="主导航">
          <WorkbenchLink />
          <NavLink to="/buildings">楼盘表</NavLink>
        </nav>
        <DeskSearch />
        <UserMenu desk />
      </header>
      <div className="desk-body">
        <BusinessTabs value={businessTabs}>
          <Routes>
            <Route path="/" element={<Navigate to="/todo" replace />} />
            <Route path="/buildings" element={<BuildingsPage base="/buildings" />} />
            <Route path="/buildings/:buildingId" element={<BuildingPage />} />
            <Route path="/cases/:caseId" element={<CasePage />} />
            <Route path="/:box" element={<Workbench />} />
            <Route path="*" element={<Navigate to="/todo" replace />} />
          </Routes>
        </BusinessTabs>
      </div>
    </div>
  );
}

/** Lit on every box and case, which have addresses of their own. */
function WorkbenchLink() {
  const { pathname } = useLocation();
  const here = !pathname.startsWith("/buildings");
  return (
    <NavLink to="/todo" className={here ? "active" : ""}>
      工作台
    </NavLink>
  );
}

/** Looks in the box or the buildings that are open. */
function DeskSearch() {
  const { pathname } = useLocation();
  const [params] = useSearchParams();
  const navigate = useNavigate();
  const [text, setText] = useState("");
  const q = params.get("q") ?? "";
  useEffect(() => setText(q), [q]);
  const buildings = pathname.startsWith("/buildings");
  const search = () => {
    const place = buildings ? "/buildings" : pathname.startsWith("/cases") ? "/todo" : pathname;
    navigate(text.trim() ? `${place}?${new URLSearchParams({ q: text.trim() })}` : place);
  };
  return (
    <Input
      id="desk-search"
      className="desk-search"
      size="small"
      prefix={<SearchOutlined aria-hidden />}
      suffix={<kbd aria-hidden>/</kbd>}
      aria-label="搜索"
      placeholder={buildings ? "搜索楼幢" : "搜索编号、标题、申请人"}
      allowClear
      maxLength={60}
      value={text}
      onChange={({ target }) => setText(target.value)}
      onPressEnter={(event) => {
        if (!event.nativeEvent.isComposing) search();
      }}
    />
  );
}
