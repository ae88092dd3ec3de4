import { Suspense } from "react";
import { Link, NavLink, Outlet } from "react-router";
import { LoadingState } from "../platform/look/States.tsx";
import { useMe } from "../platform/session/me.ts";
import { UserMenu } from "../platform/session/UserMenu.tsx";
import "./orgShell.css";

/** The company's door: one header, everything else is the page. */
export function OrgShell() {
  const me = useMe();
  return (
    <>
      <header className="org-header no-print">
        <Link to="/" className="org-brand">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          <b>安居</b>
          <span className="org-brand-door">企业申报</span>
        </Link>
        <nav aria-label="主导航">
          <NavLink to="/" end>
            首页
          </NavLink>
          <NavLink to="/cases">我的案件</NavLink>
        </nav>
        <span className="org-company" title={me.org.name}>
          {me.org.name}
        </span>
        <UserMenu desk={false} />
      </header>
      <main className="org-main">
        <Suspense fallback={<LoadingState rows={8} />}>
          <Outlet />
        </Suspense>
      </main>
    </>
  );
}
