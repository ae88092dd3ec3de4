import type { CaseView } from "#domain/platform/cases.ts";

/**
 * What a person who looked at `before` does not know yet about `now`, one Chinese sentence each. Empty: only the machine
 * has worked on the case, and nothing that a decision rests on is different.
 */
export function changesBetween(before: CaseView, now: CaseView): string[] {
  const told = [...acts(before, now), ...state(before, now)];
  // Whoever may see less than before is not told that what they no longer see was taken away.
  return before.level === now.level ? [...told, ...forms(before, now), ...papers(before, now)] : told;
}

function acts(before: CaseView, now: CaseView): string[] {
  const known = new Set(before.timeline.map(entryKey));
  const fresh = now.timeline.filter((entry) => !known.has(entryKey(entry)));
  return fresh.map(({ who, nodeName, what }) => [nodeName, who, what].filter(Boolean).join(" · "));
}

const entryKey = ({ at, node, what, who, state }: CaseView["timeline"][number]): string =>
  [at, node, what, who, state].join("|");

function state(before: CaseView, now: CaseView): string[] {
  const changes: string[] = [];
  if (before.stateLabel !== now.stateLabel) changes.push(`案件状态由“${before.stateLabel}”变为“${now.stateLabel}”。`);
  const open = now.supplements.filter(({ id }) => !before.supplements.some((round) => round.id === id));
  for (const { round } of open) changes.push(`已发出第 ${round} 次补正告知。`);
  for (const round of now.supplements) {
    const was = before.supplements.find(({ id }) => id === round.id);
    if (was?.answeredAt === null && round.answeredAt !== null) changes.push(`申请人答复了第 ${round.round} 次补正。`);
  }
  return changes;
}

function forms(before: CaseView, now: CaseView): string[] {
  const was = new Map(before.sections.map(({ formId, data }) => [formId, JSON.stringify(data)]));
  return now.sections
    .filter(({ formId, data }) => was.get(formId) !== JSON.stringify(data))
    .map(({ title }) => `表单“${title}”的内容有变化。`);
}

function papers(before: CaseView, now: CaseView): string[] {
  const known = new Set(before.materials.map(({ id }) => id));
  const kept = new Set(now.materials.map(({ id }) => id));
  return [
    ...now.materials
      .filter(({ id }) => !known.has(id))
      .map(({ slotName, name }) => `新增材料：${slotName}（${name}）。`),
    ...before.materials
      .filter(({ id }) => !kept.has(id))
      .map(({ slotName, name }) => `材料已移除：${slotName}（${name}）。`),
  ];
}
