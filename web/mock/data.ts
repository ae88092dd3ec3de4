import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { BuildingTable, UnitCell } from "#domain/platform/buildings.ts";
import type { CaseTask, CaseView } from "#domain/platform/cases.ts";
import type { InboxRow } from "#domain/platform/inbox.ts";
import type { Me } from "#domain/platform/session.ts";

/** Invented answers for working on screens without a server; every shape is the contract's own. */
const root = join(import.meta.dirname, "../..");
const now = Date.parse("2026-03-05T06:20:00Z");
const day = 86_400_000;

export const me: Me = {
  personId: 1,
  name: "周敏",
  login: "zhoumin",
  kind: "staff",
  org: { id: 1, code: "property-section", name: "物业股" },
  positions: [{ role: "handler", roleName: "经办人", orgCode: "property-section", orgName: "物业股" }],
  permissions: ["session", "inbox.use", "buildingTable.read"],
  mustChangePassword: false,
  csrf: "mock-token",
  idleSeconds: 900,
};

export const form = (formId: string): unknown => {
  const [business, name] = formId.split(".");
  return JSON.parse(readFileSync(join(root, `forms/${business}/${name}.form`), "utf8"));
};
export const diagramXml = (): string =>
  readFileSync(join(root, "processes/management-rooms/management-rooms.bpmn"), "utf8");

const lights = ["late", "red", "amber", "green", "green"] as const;
const left = [-2, 0, 1, 3, 5];
const timeLeft = (at: number) => ({
  due: "2026-03-06",
  workingDaysLeft: left[at % 5]!,
  light: lights[at % 5]!,
  provisional: at % 5 === 4,
});

export const rows: InboxRow[] = Array.from({ length: 57 }, (_, at) => {
  const rooms = at % 3 !== 0;
  return {
    id: `task-${at + 1}`,
    taskId: at + 1,
    caseId: at + 100,
    caseNo: `${rooms ? "WG" : "CH"}4305232026${String(at + 17).padStart(5, "0")}`,
    business: rooms ? "management-rooms" : "survey-filing",
    businessName: rooms ? "物业管理用房确认" : "测绘成果备案",
    title: `安居花园${(at % 9) + 1}#栋${rooms ? "物业管理用房" : "预测绘备案"}`,
    applicantName: "邵阳县安居置业有限公司",
    node: at % 2 ? "firstReview" : "secondReview",
    nodeName: at % 2 ? "初审" : "复核",
    taskState: "active",
    caseState: "running",
    caseOutcome: null,
    summary: [],
    at: now - at * 3_700_000,
    timeLeft: timeLeft(at),
    version: 1,
  };
});

const task = (row: InboxRow, state: CaseTask["state"]): CaseTask => ({
  id: row.taskId!,
  node: {
    id: row.node,
    name: row.nodeName,
    phase: "review",
    outcomes: [
      { outcome: "proposeApproval", label: "拟同意", opinionRequired: false, danger: false },
      { outcome: "proposeRefusal", label: "拟不予", opinionRequired: true, danger: true },
    ],
    writable: ["exemptionReason", "exemptionBasis", "reviewNotes"],
    defaultOpinion: "经审查，用房位置、面积符合规定，拟同意确认。",
  },
  state,
  version: 1,
  formId: "management-rooms.firstReview",
  assigneeName: state === "active" ? me.name : null,
  mine: state === "active",
  receivedAt: row.at,
  timeLeft: row.timeLeft,
  actions: state === "active" ? ["release", "saveDraft", "decide"] : ["claim"],
  draft: null,
});

const company = {
  name: "邵阳县安居置业有限公司",
  registeredCapital: "5000",
  generalManager: "钱*",
  companyType: "有限责任公司",
  officePhone: "0739-68****1",
  qualificationNo: "湘建房（邵）字第0001号",
  businessLicenceNo: "91430523MA4L00003P",
  qualificationGrade: "三级",
  legalRepresentative: "赵*",
  legalRepresentativePhone: "138****5678",
  postcode: "422100",
  establishedOn: "2016-05-12",
  address: "邵阳县塘渡口镇振羽大道 1 号",
};
const startData = {
  company,
  buildingId: 1,
  projectId: 1,
  buildings: [
    {
      value: 1,
      label: "安居花园1#栋（测量号 C6-1）",
      surveyNo: "C6-1",
      surveyCaseNo: "CH-0001",
      number: "1#",
      totalFloors: 22,
      grossArea: "40,593.58",
      structureType: "钢筋混凝土",
      height: "68.90",
      projectName: "安居花园",
      location: "邵阳县塘渡口镇振羽大道",
      confirmedArea: "0.00",
      confirmedRooms: 0,
    },
  ],
  projects: [
    {
      value: 1,
      label: "安居花园",
      address: "邵阳县塘渡口镇",
      grossArea: "286,000.00",
      buildingCount: 9,
      siteArea: "80,000.00",
      phaseCount: 2,
      aboveGroundArea: "240,000.00",
      undergroundArea: "46,000.00",
      confirmedArea: "0.00",
    },
  ],
  rooms: [
    { unitId: 5, forCommittee: false },
    { unitId: 6, forCommittee: true },
    { unitId: 9, forCommittee: false },
  ],
  remarks: "",
  judgement: {
    required: 10000,
    provided: 10196,
    committeeRequired: 2000,
    committee: 3484,
    committeeInside: true,
    sufficient: true,
    reasons: [],
    steps: ["40,593.58 平方米按 2‰ 计。", "按比例应配 81.19 平方米，最低 100.00 平方米。", "合计应配 100.00 平方米。"],
    legalBasis: "湖南省物业管理条例",
  },
};

export function caseView(caseId: number, claimed: ReadonlySet<number>): CaseView {
  const row = rows.find((candidate) => candidate.caseId === caseId) ?? rows[0]!;
  const pooled = row.taskId! % 7 === 0 && !claimed.has(row.taskId!);
  return {
    id: caseId,
    caseNo: row.caseNo,
    business: row.business,
    businessName: row.businessName,
    title: row.title,
    state: "running",
    outcome: null,
    stateLabel: `${row.nodeName}中`,
    applicantName: row.applicantName,
    summary: [
      { label: "楼幢", value: "安居花园1#栋" },
      { label: "用房", value: "3 套 101.96 ㎡" },
      { label: "应配", value: "100.00 ㎡" },
    ],
    submittedAt: now - 3 * day,
    acceptedAt: now - 2 * day,
    decidedAt: null,
    closedAt: null,
    acceptDue: null,
    statutoryDue: "2026-04-01",
    promisedDue: "2026-03-12",
    timeLeft: row.timeLeft,
    level: pooled ? "summary" : "full",
    version: claimed.has(row.taskId!) ? 2 : 1,
    pending: false,
    matter: {
      name: row.businessName,
      kindLabel: "行政确认",
      legalBasis: ["物业管理条例第三十条"],
      statutoryDays: 20,
      promisedDays: 8,
    },
    tasks: [task(row, pooled ? "pooled" : "active")],
    sections: pooled
      ? []
      : [
          { formId: "management-rooms.start", title: "所属项目确定", data: startData },
          {
            formId: "management-rooms.accept",
            title: "受理核对",
            data: { checks: ["complete", "legalForm", "applicant", "competence"], receiverRemarks: "原件已核对" },
          },
        ],
    materials: pooled
      ? []
      : [
          {
            id: 1,
            slot: "plan",
            slotName: "物业管理用房平面图",
            name: "一层平面图.png",
            mediaType: "image/png",
            size: 284_120,
            at: now,
            url: "/api/mock/plan.png",
          },
          {
            id: 2,
            slot: "letter",
            slotName: "申请书",
            name: "申请书.pdf",
            mediaType: "application/pdf",
            size: 84_120,
            at: now,
            url: "/api/mock/letter.pdf",
          },
          {
            id: 3,
            slot: "table",
            slotName: "面积清单",
            name: "面积清单.xlsx",
            mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            size: 20_480,
            at: now,
            url: "/api/mock/table.xlsx",
          },
        ],
    documents: [
      {
        id: 1,
        kind: "acceptanceNotice",
        title: "受理通知书",
        number: "邵住保受〔2026〕12号",
        at: now - 2 * day,
        ready: true,
        url: "/api/mock/letter.pdf",
      },
    ],
    timeline: [
      {
        at: now - 3 * day,
        node: "start",
        nodeName: "申请",
        who: "钱进",
        orgName: row.applicantName,
        what: "提交申请",
        outcome: null,
        opinion: "",
        state: "effective",
      },
      {
        at: now - 2 * day,
        node: "accept",
        nodeName: "受理",
        who: "李娟",
        orgName: "综合窗口",
        what: "受理",
        outcome: "approve",
        opinion: "材料齐全，符合法定形式，予以受理。",
        state: "effective",
      },
    ],
    buildingId: 1,
    certificate: null,
    materialNames: pooled ? ["物业管理用房平面图", "申请书"] : [],
  };
}

const sold = ["notForSale", "forSale", "forSale", "forSale", "reserved", "signed", "filed"] as const;
let unitId = 0;
function unit(floor: string, at: number, area: number): UnitCell {
  unitId += 1;
  const interior = Math.round(area * 0.82);
  return {
    id: unitId,
    roomNo: `${floor}${String(at + 1).padStart(2, "0")}`,
    stairUnit: at % 20 < 10 ? "1" : "2",
    floor,
    actualFloor: Number(floor),
    zone: Number(floor) <= 2 ? "商业" : "住宅",
    grossArea: area,
    interiorArea: interior,
    sharedArea: area - interior,
    balconyArea: Number(floor) <= 2 ? 0 : 420,
    houseUse: Number(floor) <= 2 ? "商业" : "住宅",
    saleState: sold[(unitId * 7) % sold.length]!,
    restrictions: unitId % 61 === 0 ? ["SEIZED"] : unitId % 37 === 0 ? ["MORTGAGED"] : [],
  };
}
export const building = {
  id: 1,
  name: "安居花园1#栋",
  number: "1#",
  surveyNo: "C6-1",
  projectName: "安居花园",
  location: "邵阳县塘渡口镇振羽大道 1 号",
  unitCount: 415,
  grossArea: 4059358,
};
const floorNames = ["-1", ...Array.from({ length: 22 }, (_, at) => String(at + 1)), "屋面层"];
export const table: BuildingTable = {
  building,
  stage: "pre",
  stages: ["pre", "asBuilt"],
  floors: floorNames
    .map((floor) => {
      const count = floor === "-1" ? 2 : floor === "1" ? 13 : floor === "屋面层" || floor === "2" ? 0 : 20;
      return {
        floor,
        grossArea: 161496,
        interiorArea: 136857,
        commonArea: 24639,
        units: Array.from({ length: count }, (_, at) => unit(floor, at, 6000 + ((at * 811) % 5200))),
      };
    })
    .reverse(),
  statistics: [
    { use: "户室信息", units: 415, grossArea: 4059358, sharedArea: 730802, interiorArea: 3328556 },
    { use: "住宅", units: 400, grossArea: 3409358, sharedArea: 630802, interiorArea: 2778556 },
    { use: "商业", units: 15, grossArea: 650000, sharedArea: 100000, interiorArea: 550000 },
  ],
};
export const units = table.floors.flatMap((floor) => floor.units);
