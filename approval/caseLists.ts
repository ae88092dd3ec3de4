import type { Selectable } from "kysely";
import { fromJson } from "#db/json.ts";
import type { ParticipationBox } from "#db/platform/cases.ts";
import type { Schema } from "#db/schema.ts";
import type { Read } from "#db/transaction.ts";
import type { InboxPage, InboxQuery, InboxRow } from "#domain/platform/inbox.ts";
import { maskName } from "#domain/rules/masking.ts";
import type { CalendarTable } from "#domain/rules/workingDays.ts";
import type { CaseRow } from "./business.ts";
import { calendarOf } from "./calendar.ts";
import { timeLeftOfCase } from "./clocks.ts";
import { type Actor, type Context, companiesOf } from "./context.ts";
import { cutPage, PAGE, readCursor } from "./cursor.ts";
import { contains } from "./like.ts";

/** Boxes whose rows are cases, newest first. */

interface CaseOnList {
  row: CaseRow;
  at: number;
  node: string;
  nodeName: string;
}

/** 已办, 办结: cases the person took part in, by when they last decided in them. */
export function listParticipation(
  ctx: Context,
  actor: Actor,
  box: ParticipationBox,
  query: InboxQuery,
): Promise<InboxPage> {
  return ctx.database.read(async (read) => {
    const after = readCursor(query.after);
    const parts = await read.sql
      .selectFrom("participation")
      .innerJoin("caseRecord", "caseRecord.id", "participation.caseId")
      .selectAll("caseRecord")
      .select(["participation.at", "participation.node", "participation.nodeName"])
      .where("participation.personId", "=", actor.personId)
      .where("participation.box", "=", box)
      .$if(query.business !== undefined, (rows) => rows.where("participation.business", "=", query.business!))
      .$if(query.node !== undefined, (rows) => rows.where("participation.node", "=", query.node!))
      .$if(!!query.q, (rows) =>
        rows.where((where) =>
          where.or([contains(where, "caseRecord.title", query.q!), contains(where, "caseRecord.caseNo", query.q!)]),
        ),
      )
      .$if(after !== null, (rows) =>
        rows.where((where) =>
          where.and([
            where("participation.at", "<=", after!.at),
            where.or([
              where("participation.at", "<", after!.at),
              where.and([where("participation.at", "=", after!.at), where("participation.caseId", "<", after!.id)]),
            ]),
          ]),
        ),
      )
      .orderBy("participation.at", "desc")
      .orderBy("participation.caseId", "desc")
      .limit(PAGE + 1)
      .execute();
    const { rows, next } = cutPage(parts, ({ at, id }) => ({ at, id }));
    const listed = rows.map(({ at, node, nodeName, ...row }) => ({ row, at, node, nodeName }));
    return { rows: await caseRows(ctx, read, actor, listed), next };
  });
}

/** 我发起: the cases of the companies the person acts for, and those they applied for themselves. */
export function listMine(ctx: Context, actor: Actor, query: InboxQuery): Promise<InboxPage> {
  return ctx.database.read(async (read) => {
    const companies = companiesOf(actor);
    const ranges = await Promise.all([
      ...companies.map((orgId) => applied(read, query).where("applicantOrgId", "=", orgId).execute()),
      applied(read, query)
        .where("applicantOrgId", "is", null)
        .where("applicantPersonId", "=", actor.personId)
        .execute(),
    ]);
    const merged = ranges.flat().sort((a, b) => b.submittedAt - a.submittedAt || b.id - a.id);
    const { rows, next } = cutPage(merged, ({ submittedAt, id }) => ({ at: submittedAt, id }));
    const listed = rows.map((row) => ({ row, at: row.submittedAt, node: "", nodeName: "" }));
    return { rows: await caseRows(ctx, read, actor, listed), next };
  });
}

/** One range of an index of applications, newest first, from the cursor on. */
function applied(read: Pick<Read, "sql">, query: InboxQuery) {
  const after = readCursor(query.after);
  return read.sql
    .selectFrom("caseRecord")
    .selectAll()
    .$if(query.business !== undefined, (rows) => rows.where("business", "=", query.business!))
    .$if(!!query.q, (rows) =>
      rows.where((where) => where.or([contains(where, "title", query.q!), contains(where, "caseNo", query.q!)])),
    )
    .$if(after !== null, (rows) =>
      rows.where((where) =>
        where.and([
          where("submittedAt", "<=", after!.at),
          where.or([
            where("submittedAt", "<", after!.at),
            where.and([where("submittedAt", "=", after!.at), where("id", "<", after!.id)]),
          ]),
        ]),
      ),
    )
    .orderBy("submittedAt", "desc")
    .orderBy("id", "desc")
    .limit(PAGE + 1);
}

async function caseRows(
  ctx: Context,
  read: Pick<Read, "sql">,
  actor: Actor,
  listed: readonly CaseOnList[],
): Promise<InboxRow[]> {
  if (listed.length === 0) return [];
  const calendar = await calendarOf(read, actor.regionCode);
  const open = await openNodes(
    read,
    listed.map(({ row }) => row.id),
  );
  return listed.map((entry) => caseRow(ctx, actor, entry, open.get(entry.row.id) ?? [], calendar));
}

function caseRow(
  ctx: Context,
  actor: Actor,
  { row, at, node, nodeName }: CaseOnList,
  open: readonly Pick<Selectable<Schema["task"]>, "node" | "nodeName">[],
  calendar: CalendarTable,
): InboxRow {
  const isPrivate = row.applicantOrgId === null && row.applicantPersonId !== actor.personId;
  return {
    id: `case-${row.id}`,
    taskId: null,
    caseId: row.id,
    caseNo: row.caseNo,
    business: row.business,
    businessName: ctx.businesses.get(row.business)?.name ?? row.business,
    title: row.title,
    applicantName: isPrivate ? maskName(row.applicantName) : row.applicantName,
    node: node === "" ? (open[0]?.node ?? "") : node,
    nodeName: nodeName === "" ? open.map((task) => task.nodeName).join("、") : nodeName,
    taskState: null,
    caseState: row.state,
    caseOutcome: row.outcome,
    deemedAccepted: row.deemedAt !== null,
    summary: fromJson(row.summary),
    at,
    timeLeft: timeLeftOfCase(row, ctx.clock.now(), calendar),
    version: row.version,
  };
}

/** Where cases stand now: their open tasks. */
async function openNodes(
  read: Pick<Read, "sql">,
  caseIds: number[],
): Promise<Map<number, { node: string; nodeName: string }[]>> {
  const tasks = await read.sql
    .selectFrom("task")
    .select(["caseId", "node", "nodeName"])
    .where("caseId", "in", caseIds)
    .where("endedAt", "is", null)
    .orderBy("id")
    .execute();
  return Map.groupBy(tasks, ({ caseId }) => caseId);
}
