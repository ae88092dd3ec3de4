import { z } from "zod";
import { text } from "./kind.ts";
import { lawDateSchema } from "./model.ts";
import { addressed, applicantSchema, chineseDate } from "./wording.ts";

/** What every document says that answers an application: who issues it, to whom, on which matter, received when. */
export const applicationFields = {
  issuer: z.string().trim().min(1),
  number: z.string().trim().min(1),
  applicant: applicantSchema,
  /** As the service matter is named: 物业管理用房确认. */
  matter: z.string().trim().min(1),
  /** 收件编号. */
  caseNo: z.string().trim().min(1),
  /** The day the application arrived. */
  receivedOn: lawDateSchema,
};
type Application = z.infer<z.ZodObject<typeof applicationFields>>;

export const applicationPlaceholders = {
  申请人: text("申请人名称"),
  称谓: text("你单位，对个人为你"),
  事项: text("事项名称"),
  收件编号: text("案件编号"),
  收到日期: text("收到申请的日期"),
};

export const applicationValues = ({ applicant, matter, caseNo, receivedOn }: Application) => ({
  申请人: applicant.name,
  称谓: addressed(applicant),
  事项: matter,
  收件编号: caseNo,
  收到日期: chineseDate(receivedOn),
});
