import { Tabs } from "antd";
import { useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import { BuildingTableView } from "../../platform/building/BuildingTableView.tsx";
import { unitsChosenIn } from "../../platform/building/chosenUnits.ts";
import { CaseForms } from "../../platform/case/CaseForms.tsx";
import { Timeline } from "../../platform/case/Timeline.tsx";
import { FilePane, type ShownFile } from "../../platform/files/FilePane.tsx";
import { EmptyState } from "../../platform/look/States.tsx";
import { dateTime, sizeText } from "../../platform/look/words.ts";
import { CaseHeader } from "./CaseHeader.tsx";
import { CertificatePanel } from "./CertificatePanel.tsx";
import { DocumentList } from "./DocumentList.tsx";
import { PastRounds, SupplementPanel } from "./supplement/SupplementPanel.tsx";

/** Where it stands and what came out of it first, then what was handed in. */
export function CompanyCase({ view }: { view: CaseView }) {
  return (
    <article aria-label={`${view.businessName} ${view.caseNo}`} data-case-no={view.caseNo}>
      <CaseHeader view={view} />
      <Supplements view={view} />
      <div className="company-columns">
        <div className="company-side">
          {view.certificate && <CertificatePanel certificate={view.certificate} />}
          <section className="panel" aria-labelledby="documents-title">
            <div className="org-panel-head">
              <h2 id="documents-title">文书下载</h2>
            </div>
            <DocumentList view={view} />
          </section>
          <section className="panel" aria-labelledby="progress-title">
            <div className="org-panel-head">
              <h2 id="progress-title">办理进度</h2>
            </div>
            <div className="company-timeline">
              <Timeline view={view} />
            </div>
          </section>
        </div>
        <section className="panel company-content" aria-label="申请内容">
          <Content view={view} />
        </section>
      </div>
    </article>
  );
}

function Supplements({ view }: { view: CaseView }) {
  const past = view.supplements.filter(({ answeredAt, endedAt }) => answeredAt !== null || endedAt !== null);
  const open = view.supplements.find((round) => !past.includes(round));
  return (
    <>
      {past.length > 0 && <PastRounds rounds={past} />}
      {open && <SupplementPanel key={open.id} view={view} round={open} />}
    </>
  );
}

function Content({ view }: { view: CaseView }) {
  const [tab, setTab] = useState("form");
  const { buildingId, materials } = view;
  const chosen = new Set(view.sections.flatMap(({ data }) => unitsChosenIn(data)).map(({ unitId }) => unitId));
  const items = [
    { key: "form", label: "申请表", children: <CaseForms view={view} /> },
    { key: "materials", label: `材料 ${materials.length}`, children: <Materials view={view} /> },
    ...(buildingId === null
      ? []
      : [
          { key: "building", label: "楼盘表", children: <BuildingTableView buildingId={buildingId} chosen={chosen} /> },
        ]),
  ];
  return <Tabs activeKey={tab} onChange={setTab} items={items} className="company-tabs" />;
}

function Materials({ view }: { view: CaseView }) {
  if (view.materials.length === 0) return <EmptyState title="这件申请没有附材料" />;
  const files: ShownFile[] = view.materials.map((material) => ({
    ...material,
    title: material.slotName,
    note: `${sizeText(material.size)} · ${dateTime(material.at)}`,
  }));
  return (
    <div className="company-files">
      <FilePane files={files} label="材料列表" />
    </div>
  );
}
