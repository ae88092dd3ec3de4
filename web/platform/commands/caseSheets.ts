import type { ComponentType } from "react";
import { type CaseAction, caseActions } from "#domain/platform/caseCommands.ts";
import type { CaseView } from "#domain/platform/cases.ts";
import { ArchiveSheet } from "./ArchiveSheet.tsx";
import { DeliverSheet } from "./DeliverSheet.tsx";
import type { CaseSheetProps } from "./sheetProps.ts";
import { TerminateSheet } from "./TerminateSheet.tsx";
import { UrgeSheet } from "./UrgeSheet.tsx";

export interface CaseSheet {
  action: CaseAction;
  label: string;
  Of: ComponentType<CaseSheetProps>;
}

/** What officials can do with a case as a whole, each with its sheet. What applicants can stands on their own pages. */
const caseSheets: readonly CaseSheet[] = [
  { action: "deliver", label: caseActions.deliver, Of: DeliverSheet },
  { action: "archive", label: caseActions.archive, Of: ArchiveSheet },
  { action: "urge", label: caseActions.urge, Of: UrgeSheet },
  { action: "terminate", label: caseActions.terminate, Of: TerminateSheet },
];

/** Those that the server says this person may do now. */
export const caseSheetsOf = (view: CaseView): CaseSheet[] =>
  caseSheets.filter(({ action }) => view.actions.includes(action));
