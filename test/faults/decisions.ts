import { acceptanceChecks } from "#domain/platform/acceptance.ts";
import type { Outcome } from "#domain/platform/states.ts";

export interface Written {
  form: Record<string, unknown>;
  opinion: string;
}

/** Form and opinion with which an official of the run decides. */
export function written(business: string, node: string, outcome: Outcome): Written {
  switch (outcome) {
    case "approve":
      return { form: node === "accept" ? { checks: Object.keys(acceptanceChecks) } : {}, opinion: "同意。" };
    case "proposeApproval":
      return { form: business === "management-rooms" ? exemption : {}, opinion: "经审查，拟同意。" };
    case "notAccept":
      return { form: { checks: ["complete"] }, opinion: "申请主体与登记信息不一致，不予受理。" };
    default:
      return { form: {}, opinion: "用房位置不符合规定，不能满足物业服务需要。" };
  }
}

/** One or two units are less than the building requires (PMR-02): approving needs a reason and its rule. */
const exemption = {
  exemptionReason: "其余用房在同一项目另案配置",
  exemptionBasis: "《湖南省物业管理条例》",
  reviewNotes: "已核对楼盘表和现场。",
};
