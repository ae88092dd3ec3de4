import { Tabs } from "antd";
import { type ComponentType, type RefObject, Suspense, useState } from "react";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import { BuildingTableView } from "../building/BuildingTableView.tsx";
import { unitsChosenIn } from "../building/chosenUnits.ts";
import { DiagramView } from "../diagram/DiagramView.tsx";
import { FilePane, type ShownFile } from "../files/FilePane.tsx";
import type { FormData } from "../forms/FormCanvas.ts";
import type { FormHandle } from "../forms/FormView.tsx";
import { EmptyState, LoadingState } from "../look/States.tsx";
import { dateOnly, dateTime, sizeText } from "../look/words.ts";
import { useBusinessTabs } from "./businessTabs.ts";
import { CaseEnd } from "./CaseEnd.tsx";
import { CaseForms } from "./CaseForms.tsx";
import { SupplementRounds } from "./SupplementRounds.tsx";
import { Timeline } from "./Timeline.tsx";

/** "form" and the others that every case has, or one of its business. */
export type TabKey = string;
export interface Writing {
  task: CaseTask;
  form: RefObject<FormHandle | null>;
  data: FormData;
  onChange: () => void;
}

interface Props {
  view: CaseView;
  tab?: TabKey;
  onTab?: (tab: TabKey) => void;
  /** The form of the task at hand; without it everything is only looked at. */
  writing?: Writing;
}

export function CaseTabs({ view, tab, onTab, writing }: Props) {
  const [own, setOwn] = useState<TabKey>("form");
  const counted = (name: string, count: number) => (count > 0 ? `${name} ${count}` : name);
  const special = useBusinessTabs(view);
  const items = [
    { key: "form", label: "申请表", children: <CaseForms view={view} {...(writing ? { writing } : {})} /> },
    ...special.map(({ key, label, Content }) => ({ key, label, children: <Special of={Content} view={view} /> })),
    { key: "materials", label: counted("材料", countOfMaterials(view)), children: <Materials view={view} /> },
    ...(view.buildingId === null
      ? []
      : [{ key: "building", label: "楼盘表", children: <CaseBuilding view={view} buildingId={view.buildingId} /> }]),
    ...(view.supplements.length === 0
      ? []
      : [
          {
            key: "supplements",
            label: counted("补正", view.supplements.length),
            children: <SupplementRounds view={view} />,
          },
        ]),
    { key: "timeline", label: counted("意见", view.timeline.length), children: <Timeline view={view} /> },
    { key: "diagram", label: "流程图", children: <DiagramView of={view} /> },
    { key: "documents", label: counted("文书", view.documents.length), children: <DocumentsAndEnd view={view} /> },
  ];
  return <Tabs className="case-tabs" size="small" activeKey={tab ?? own} onChange={onTab ?? setOwn} items={items} />;
}

function Special({ of: Content, view }: { of: ComponentType<{ view: CaseView }>; view: CaseView }) {
  return (
    <Suspense fallback={<LoadingState rows={8} />}>
      <Content view={view} />
    </Suspense>
  );
}

const countOfMaterials = (view: CaseView) => view.materials.length || view.materialNames.length;

function Materials({ view }: { view: CaseView }) {
  if (view.materials.length > 0) {
    const files: ShownFile[] = view.materials.map((material) => ({
      ...material,
      title: material.slotName,
      note: `${dateOnly(material.at)} · ${sizeText(material.size)}`,
    }));
    return <FilePane files={files} label="材料列表" />;
  }
  if (view.materialNames.length > 0) {
    return (
      <EmptyState title="领取后可以查看材料内容">
        <ul className="material-names">
          {view.materialNames.map((name) => (
            <li key={name}>{name}</li>
          ))}
        </ul>
      </EmptyState>
    );
  }
  return <EmptyState title="这件申请没有附材料" />;
}

function DocumentsAndEnd({ view }: { view: CaseView }) {
  return (
    <>
      <CaseEnd view={view} />
      <Documents view={view} />
    </>
  );
}

function Documents({ view }: { view: CaseView }) {
  const ready = view.documents.filter((document) => document.ready);
  if (ready.length > 0) {
    const files: ShownFile[] = ready.map((document) => ({
      id: document.id,
      title: document.title,
      name: document.number,
      note: dateTime(document.at),
      mediaType: "application/pdf",
      url: document.url,
    }));
    return <FilePane files={files} label="文书列表" />;
  }
  return view.documents.length > 0 ? (
    <EmptyState title="文书正在制作">通常几秒钟完成，请稍候。</EmptyState>
  ) : (
    <EmptyState title="还没有文书">受理、决定后制作的通知书和证书会列在这里。</EmptyState>
  );
}

function CaseBuilding({ view, buildingId }: { view: CaseView; buildingId: number }) {
  const chosen = new Set(view.sections.flatMap(({ data }) => unitsChosenIn(data)).map(({ unitId }) => unitId));
  return <BuildingTableView buildingId={buildingId} chosen={chosen} />;
}
