import { z } from "zod";
import { acceptanceSchema, decisionSchema } from "./platform/acceptance.ts";
import { electronicDeliverySchema } from "./platform/deliveryConsent.ts";
import { optionalText, recordId } from "./platform/formFields.ts";
import { type Area, addAreas, displayArea } from "./rules/area.ts";
import { assessPmRooms, type PmRoomBase, pmRoomRuleSchema, requiredPmRooms } from "./rules/pmRooms.ts";

/** 物业管理用房确认: its data, its words and its decisions (PMR-01 … PMR-06). */

export const managementRoomsErrors = {
  /** A room was confirmed, sold or restricted meanwhile. Thrown by `management-rooms.lock-rooms`, caught on the diagram. */
  roomsTaken: "ROOMS_TAKEN",
} as const;

const room = z.strictObject({
  unitId: recordId("用房"),
  /** Set aside for the owners' committee. */
  forCommittee: z.boolean({ error: "请说明是否为业委会用房。" }),
});
export type ChosenRoom = z.infer<typeof room>;

const start = z.object({
  buildingId: recordId("楼幢"),
  projectId: recordId("所属项目"),
  rooms: z
    .array(room, { error: "请在楼盘表上选择物业管理用房。" })
    .min(1, "请在楼盘表上选择物业管理用房。")
    .max(200, "一次最多申报200套用房。")
    .refine((rooms) => new Set(rooms.map(({ unitId }) => unitId)).size === rooms.length, "同一套用房不能重复选择。"),
  remarks: optionalText("说明", 500),
  electronicDelivery: electronicDeliverySchema,
});
export type ManagementRoomsStart = z.infer<typeof start>;
/** What of an application decides the judgement. */
export const chosenRoomsSchema = start.pick({ buildingId: true, projectId: true, rooms: true });

const review = z.strictObject({
  /** Why less than required may be confirmed, and the rule that allows it. Both or neither. */
  exemptionReason: optionalText("减免理由", 160),
  exemptionBasis: optionalText("减免依据", 120),
  reviewNotes: optionalText("审查记录", 1000),
});
export type ManagementRoomsReview = z.infer<typeof review>;

export const managementRoomsForms = {
  "management-rooms.start": { title: "所属项目确定", schema: start },
  "management-rooms.accept": { title: "受理核对", schema: acceptanceSchema },
  "management-rooms.firstReview": { title: "初审记录", schema: review },
  "management-rooms.secondReview": { title: "复核记录", schema: review },
  "management-rooms.finalApproval": { title: "审定", schema: decisionSchema },
} as const;

const text = z.string();
/** What the registers say beside the start form: shown read-only, never submitted by the applicant. */
export const managementRoomsFactsSchema = z.object({
  company: z.object({
    name: text,
    uscc: text,
    registeredCapital: z.int(),
    companyType: text,
    qualificationNo: text,
    qualificationGrade: text,
    businessLicenceNo: text,
    legalRepresentative: text,
    /** Masked. */
    legalRepresentativePhone: text,
    generalManager: text,
    officePhone: text,
    membership: text,
    postcode: text,
    establishedOn: text,
    address: text,
    website: text,
    remarks: text,
  }),
  buildings: z.array(
    z.object({
      value: z.int(),
      label: text,
      surveyNo: text,
      surveyCaseNo: text,
      number: text,
      totalFloors: z.int(),
      grossArea: text,
      structureType: text,
      height: text,
      projectName: text,
      location: text,
      confirmedArea: text,
      confirmedRooms: z.int(),
    }),
  ),
  projects: z.array(
    z.object({
      value: z.int(),
      label: text,
      address: text,
      grossArea: text,
      buildingCount: z.int(),
      siteArea: text,
      phaseCount: z.int(),
      aboveGroundArea: text,
      undergroundArea: text,
      confirmedArea: text,
    }),
  ),
  /** Required against provided for what is chosen so far; null until building, project and rooms are. */
  judgement: z
    .object({
      required: z.int(),
      provided: z.int(),
      committeeRequired: z.int(),
      committee: z.int(),
      sufficient: z.boolean(),
      reasons: z.array(text),
      steps: z.array(text),
      legalBasis: text,
    })
    .nullable(),
});
export type ManagementRoomsFacts = z.infer<typeof managementRoomsFactsSchema>;

/** The policy parameter `managementRooms.rule` of a region. */
export const managementRoomsRuleSchema = z.object({
  /** What is measured: the building applied for, or its whole project with what was confirmed there before (PMR-04). */
  scope: z.enum(["building", "project"]),
  /** Rooms below ground do not count without an exemption. */
  aboveGroundOnly: z.boolean(),
  rule: pmRoomRuleSchema,
});
export type ManagementRoomsRule = z.infer<typeof managementRoomsRuleSchema>;

/** A chosen room as the building table has it. */
export interface RoomFacts {
  unitId: number;
  roomNo: string;
  actualFloor: number;
  grossArea: Area;
  forCommittee: boolean;
}
export interface RoomsJudgement {
  /** Everything that must be provided, the committee's rooms included. */
  required: Area;
  provided: Area;
  committeeRequired: Area;
  committee: Area;
  sufficient: boolean;
  /** What falls short, in Chinese sentences; empty when sufficient. */
  reasons: string[];
  /** The calculation, in Chinese sentences. */
  steps: string[];
}

/**
 * Compares the rooms applied for with what the region's rule requires (PMR-02). Where it falls short, a proposal to
 * approve needs a recorded exemption.
 * @param confirmed what earlier confirmations of the same scope provide; counted only where the rule's scope is the project
 * @throws RangeError where the rule measures the as-built area and there is none yet
 */
export function judgeRooms(
  { rule, aboveGroundOnly, scope }: ManagementRoomsRule,
  base: PmRoomBase,
  rooms: readonly RoomFacts[],
  confirmed: { area: Area; committeeArea: Area } = { area: 0, committeeArea: 0 },
): RoomsJudgement {
  const requirement = requiredPmRooms(base, rule);
  const before = scope === "project" ? confirmed : { area: 0, committeeArea: 0 };
  const underground = aboveGroundOnly ? rooms.filter(({ actualFloor }) => actualFloor < 0) : [];
  const counted = rooms.filter((candidate) => !underground.includes(candidate));
  const provided = addAreas(counted.map(({ grossArea }) => grossArea)) + before.area;
  const committee =
    addAreas(counted.filter(({ forCommittee }) => forCommittee).map(({ grossArea }) => grossArea)) +
    before.committeeArea;
  const { shortfall, committeeShortfall } = assessPmRooms(
    { totalArea: provided, committeeArea: committee },
    requirement,
  );
  const reasons = [
    ...(shortfall > 0
      ? [
          `应配置 ${displayArea(requirement.totalArea)} 平方米，申报 ${displayArea(provided)} 平方米，尚缺 ${displayArea(shortfall)} 平方米。`,
        ]
      : []),
    ...(committeeShortfall > 0
      ? [`业委会用房应不少于 ${displayArea(requirement.committeeArea)} 平方米，申报 ${displayArea(committee)} 平方米。`]
      : []),
    ...(underground.length > 0
      ? [`用房应位于地面以上，${underground.map(({ roomNo }) => roomNo).join("、")} 位于地下，不计入面积。`]
      : []),
  ];
  return {
    required: requirement.totalArea,
    provided,
    committeeRequired: requirement.committeeArea,
    committee,
    sufficient: reasons.length === 0,
    reasons,
    steps: requirement.steps,
  };
}

/** A recorded exemption as it is printed; null where a reason or its basis is missing. */
export function exemptionText(form: Pick<ManagementRoomsReview, "exemptionReason" | "exemptionBasis">): string | null {
  if (form.exemptionReason === "" || form.exemptionBasis === "") return null;
  return `${form.exemptionReason.replace(/[。；;，,]$/, "")}（依据：${form.exemptionBasis.replace(/[。；;，,]$/, "")}）`;
}
