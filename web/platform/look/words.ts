import type { z } from "zod";
import type { timeLeftSchema } from "#domain/platform/inbox.ts";
import { displayArea } from "#domain/rules/area.ts";

const zone = "Asia/Shanghai";
const parts = new Intl.DateTimeFormat("zh-CN", {
  timeZone: zone,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

function split(at: number) {
  const found: Record<string, string> = {};
  for (const { type, value } of parts.formatToParts(at)) found[type] = value;
  return { date: `${found.year}-${found.month}-${found.day}`, time: `${found.hour}:${found.minute}` };
}

/** 2026-03-05 14:20, in Shanghai. */
export function dateTime(at: number): string {
  const { date, time } = split(at);
  return `${date} ${time}`;
}
export const dateOnly = (at: number): string => split(at).date;

/** 今天 14:20, 03-05, 2025-03-05: as short as a list needs. */
export function shortTime(at: number, now = Date.now()): string {
  const then = split(at);
  const today = split(now).date;
  if (then.date === today) return `今天 ${then.time}`;
  return then.date.slice(0, 4) === today.slice(0, 4) ? then.date.slice(5) : then.date;
}

const minute = 60_000;
/** How long something has waited: 12分钟, 3小时, 2天. */
export function waitedText(since: number, now = Date.now()): string {
  const minutes = Math.max(1, Math.floor((now - since) / minute));
  if (minutes < 60) return `${minutes}分钟`;
  return minutes < 1440 ? `${Math.floor(minutes / 60)}小时` : `${Math.floor(minutes / 1440)}天`;
}

/** 4059358 → "40,593.58 ㎡". */
export const areaText = (area: number): string => `${displayArea(area)} ㎡`;

export function sizeText(bytes: number): string {
  if (bytes < 1024) return `${bytes} 字节`;
  if (bytes < 1024 * 1024) return `${Math.round(bytes / 1024)} KB`;
  return `${(bytes / 1024 / 1024).toFixed(1)} MB`;
}

/** 999 and more cannot be told apart. */
export const countText = (count: number): string => (count > 999 ? "999+" : String(count));

export type TimeLeft = z.infer<typeof timeLeftSchema>;
export function timeLeftText({ workingDaysLeft }: TimeLeft): string {
  if (workingDaysLeft < 0) return `逾期${-workingDaysLeft}天`;
  return workingDaysLeft === 0 ? "今天到期" : `剩${workingDaysLeft}天`;
}
