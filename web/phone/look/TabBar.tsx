import { NavLink, useLocation } from "react-router";
import { useInboxCounts } from "../../platform/api/inbox.ts";
import { Icon, type IconName } from "../../platform/look/Icon.tsx";
import { countText } from "../../platform/look/words.ts";

interface Tab {
  to: string;
  label: string;
  icon: IconName;
  /** Other paths that belong to it. */
  also?: string;
}
const tabs: Tab[] = [
  { to: "/todo", label: "待办", icon: "inbox", also: "/pool" },
  { to: "/done", label: "已办", icon: "checkBox" },
  { to: "/finished", label: "办结", icon: "archive" },
  { to: "/notices", label: "通知", icon: "bell" },
  { to: "/me", label: "我的", icon: "person" },
];

/** Where a thumb reaches: five places, with what waits there. */
export function TabBar() {
  const { data: counts } = useInboxCounts();
  const { pathname } = useLocation();
  const waiting: Record<string, number> = { "/todo": counts?.todo ?? 0, "/notices": counts?.unread ?? 0 };
  return (
    <nav className="tab-bar" aria-label="主导航">
      {tabs.map(({ to, label, icon, also }) => {
        const count = waiting[to] ?? 0;
        const here = pathname === to || pathname === also;
        return (
          <NavLink key={to} to={to} replace className={here ? "tab-link tab-here" : "tab-link"}>
            <span className="tab-icon">
              <Icon name={icon} />
              {count > 0 && <span className="tab-count">{countText(count)}</span>}
            </span>
            {label}
          </NavLink>
        );
      })}
    </nav>
  );
}
