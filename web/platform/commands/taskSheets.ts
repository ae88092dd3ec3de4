import type { ComponentType } from "react";
import type { CaseTask } from "#domain/platform/cases.ts";
import { CopySheet, TransferSheet } from "./ColleagueSheets.tsx";
import { ReturnSheet } from "./ReturnSheet.tsx";
import { SupplementSheet } from "./SupplementSheet.tsx";
import type { TaskSheetProps } from "./sheetProps.ts";

export interface TaskSheet {
  action: CaseTask["actions"][number];
  label: string;
  hint: string;
  Of: ComponentType<TaskSheetProps>;
}

/** What can be done with a task beside deciding it, each with its sheet; shown only where the server names the action. */
export const taskSheets: readonly TaskSheet[] = [
  { action: "return", label: "退回", hint: "退回到前面的环节重新办理", Of: ReturnSheet },
  { action: "supplement", label: "补正", hint: "一次性告知申请人需要补正的内容", Of: SupplementSheet },
  { action: "transfer", label: "转办", hint: "交给同岗位的同事办理", Of: TransferSheet },
  { action: "copy", label: "抄送", hint: "请同事知悉，不影响办理", Of: CopySheet },
];
