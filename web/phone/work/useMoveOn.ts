import { type InfiniteData, useQueryClient } from "@tanstack/react-query";
import { useNavigate } from "react-router";
import type { CommandResult } from "#domain/platform/cases.ts";
import type { InboxPage } from "#domain/platform/inbox.ts";
import { useLeaveInbox } from "../../platform/api/inbox.ts";
import { useSettings } from "../../platform/look/settings.ts";
import { type Done, useTellDone } from "./done.ts";

/** After a task left this person: says what was done, then the next task, this case or the list, as they like it. */
export function useMoveOn(): (done: Done & { result: CommandResult }) => void {
  const client = useQueryClient();
  const navigate = useNavigate();
  const leave = useLeaveInbox();
  const tell = useTellDone();
  const { afterDecision } = useSettings();

  /** The row below the task in the list it was opened from, else the first other one. */
  const nextRow = (taskId: number) => {
    const lists = client.getQueriesData<InfiniteData<InboxPage>>({ queryKey: ["inbox", "box", "todo"] });
    const rows = lists.flatMap(([, data]) => data?.pages.flatMap((page) => page.rows) ?? []);
    const at = rows.findIndex((row) => row.taskId === taskId);
    const others = [...rows.slice(at + 1), ...rows].filter((row) => row.taskId !== null && row.taskId !== taskId);
    return others[0] ?? null;
  };

  return ({ result, ...done }) => {
    tell(done);
    const row = nextRow(done.taskId);
    void leave(done.taskId);
    const go = (to: string) => void navigate(to, { replace: true });
    if (afterDecision === "list") go("/todo");
    else if (afterDecision === "stay") go(`/cases/${done.caseId}`);
    else if (result.next.kind === "task" && result.next.taskId !== null && result.next.taskId !== done.taskId) {
      go(`/cases/${done.caseId}?task=${result.next.taskId}`);
    } else go(row ? `/cases/${row.caseId}?task=${row.taskId}` : "/todo");
  };
}
