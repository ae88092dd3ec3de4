import { z } from "zod";
import type { Problem } from "../errors.ts";
import { optionalText, ticks } from "./formFields.ts";
import type { Outcome } from "./states.ts";

/** What the window looks at before it accepts an application (行政许可法 art 32: complete, in legal form, competent). */
export const acceptanceChecks = {
  complete: "申请材料齐全",
  legalForm: "材料清晰有效、符合法定形式",
  applicant: "申请主体与登记信息一致，经办人已获授权",
  competence: "申请事项属于本机关职权范围",
} as const;

/** The form of every acceptance node. */
export const acceptanceSchema = z.strictObject({
  checks: ticks("审核项目", acceptanceChecks),
  /** The rule a non-acceptance rests on; printed in the decision. */
  notAcceptBasis: optionalText("不予受理依据", 200),
  receiverRemarks: optionalText("收件备注", 300),
});
export type AcceptanceForm = z.infer<typeof acceptanceSchema>;

/** An application is accepted only when every check was made. */
export function judgeAcceptance(outcome: Outcome, form: AcceptanceForm): Problem[] {
  if (outcome !== "approve") return [];
  const open = Object.entries(acceptanceChecks).filter(([check]) => !form.checks.some((ticked) => ticked === check));
  if (open.length === 0) return [];
  return [
    {
      code: "ACCEPTANCE_UNCHECKED",
      message: `受理前应逐项核对，尚未勾选：${open.map(([, label]) => label).join("、")}。`,
      field: "checks",
    },
  ];
}

/** The form of every deciding node. */
export const decisionSchema = z.strictObject({
  /** The rule a refusal rests on; printed in the decision. */
  refusalBasis: optionalText("不予决定依据", 200),
});
