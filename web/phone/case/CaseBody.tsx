import { type ReactNode, Suspense, useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { type BusinessTab, useBusinessTabs } from "../../platform/case/businessTabs.ts";
import { CaseForms } from "../../platform/case/CaseForms.tsx";
import type { Writing } from "../../platform/case/CaseTabs.tsx";
import { SupplementRounds } from "../../platform/case/SupplementRounds.tsx";
import { Timeline } from "../../platform/case/Timeline.tsx";
import { DiagramView } from "../../platform/diagram/DiagramView.tsx";
import { LoadingState } from "../../platform/look/States.tsx";
import { FileList } from "../files/FileList.tsx";
import { filesOf } from "../files/filesOf.ts";
import { CaseHead } from "./CaseHead.tsx";

interface Props {
  view: CaseView;
  task: CaseTask | null;
  /** The form of the task at hand; without it everything is only looked at. */
  writing?: Writing;
  part?: string;
  onPart?: (part: string) => void;
}

/** What stands in a case, one part at a time; a part is loaded when it is opened first and then kept. */
export function CaseBody({ view, task, writing, part, onPart }: Props) {
  const [own, setOwn] = useState("form");
  const shown = part ?? own;
  const show = onPart ?? setOwn;
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set(["form"]));
  if (!opened.has(shown)) setOpened(new Set([...opened, shown]));
  const parts = partsOf(view, useBusinessTabs(view), writing);
  return (
    <>
      <CaseHead view={view} task={task} />
      <div className="case-parts" role="tablist" aria-label="案件内容">
        {parts.map(({ key, label }) => (
          <button
            key={key}
            type="button"
            role="tab"
            id={`part-tab-${key}`}
            aria-selected={key === shown}
            aria-controls={`part-${key}`}
            onClick={() => show(key)}
          >
            {label}
          </button>
        ))}
      </div>
      {parts.map(({ key, content }) => (
        <div
          key={key}
          id={`part-${key}`}
          className="case-part"
          role="tabpanel"
          aria-labelledby={`part-tab-${key}`}
          hidden={key !== shown}
        >
          {opened.has(key) && <Suspense fallback={<LoadingState rows={6} />}>{content}</Suspense>}
        </div>
      ))}
    </>
  );
}

function partsOf(
  view: CaseView,
  special: readonly BusinessTab[],
  writing: Writing | undefined,
): { key: string; label: string; content: ReactNode }[] {
  const files = filesOf(view);
  const counted = (name: string, count: number) => (count > 0 ? `${name} ${count}` : name);
  return [
    { key: "form", label: "申请表", content: <CaseForms view={view} {...(writing ? { writing } : {})} /> },
    {
      key: "files",
      label: counted("材料", files.length || view.materialNames.length),
      content: <FileList files={files} view={view} />,
    },
    ...(view.supplements.length > 0
      ? [
          {
            key: "supplements",
            label: counted("补正", view.supplements.length),
            content: <SupplementRounds view={view} />,
          },
        ]
      : []),
    { key: "timeline", label: counted("意见", view.timeline.length), content: <Timeline view={view} /> },
    ...special.map(({ key, label, Content }) => ({ key, label, content: <Content view={view} /> })),
    { key: "diagram", label: "流程图", content: <DiagramView of={view} /> },
  ];
}
