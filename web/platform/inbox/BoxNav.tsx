import {
  BellOutlined,
  CheckSquareOutlined,
  EditOutlined,
  FileDoneOutlined,
  FolderOpenOutlined,
  InboxOutlined,
  SendOutlined,
} from "@ant-design/icons";
import type { ComponentType } from "react";
import { NavLink } from "react-router";
import { type Box, boxes, type InboxCounts } from "#domain/platform/inbox.ts";
import { useInboxCounts } from "../api/inbox.ts";
import { countText } from "../look/words.ts";
import "./boxNav.css";

const icons: Record<Box, ComponentType> = {
  todo: InboxOutlined,
  pool: FolderOpenOutlined,
  done: CheckSquareOutlined,
  finished: FileDoneOutlined,
  mine: SendOutlined,
  drafts: EditOutlined,
};

function countOf(box: Box, counts: InboxCounts | undefined): number {
  if (!counts) return 0;
  if (box === "todo") return counts.todo;
  if (box === "pool") return counts.pool;
  return box === "drafts" ? counts.drafts : 0;
}

/** The boxes with their counts; icons with a word below, or in one line where the screen is wide. */
export function BoxNav() {
  const { data: counts } = useInboxCounts();
  const unread = counts?.unread ?? 0;
  return (
    <nav className="box-nav" aria-label="工作台">
      {(Object.keys(boxes) as Box[]).map((box) => {
        const Icon = icons[box];
        const count = countOf(box, counts);
        const late = box === "todo" ? (counts?.todoLate ?? 0) : 0;
        return (
          <NavLink key={box} to={`/${box}`} className="box-link">
            <Icon aria-hidden />
            <span className="box-name">{boxes[box]}</span>
            {count > 0 && <span className="box-count">{countText(count)}</span>}
            {late > 0 && (
              <span className="box-late" title={`${late} 件已逾期`}>
                {late}
                <span className="box-late-word">逾期</span>
              </span>
            )}
          </NavLink>
        );
      })}
      <NavLink to="/notices" className="box-link">
        <BellOutlined aria-hidden />
        <span className="box-name">待阅</span>
        {unread > 0 && <span className="box-count">{countText(unread)}</span>}
      </NavLink>
    </nav>
  );
}
