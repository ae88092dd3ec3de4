import { acceptanceNotice } from "./acceptanceNotice.ts";
import { approvalSheet } from "./approvalSheet.ts";
import { deliveryReceipt } from "./deliveryReceipt.ts";
import type { DocumentKind } from "./kind.ts";
import { nonAcceptanceDecision } from "./nonAcceptanceDecision.ts";
import { pmRoomConfirmation } from "./pmRoomConfirmation.ts";
import { receipt } from "./receipt.ts";
import { refusalDecision } from "./refusalDecision.ts";
import { supplementNotice } from "./supplementNotice.ts";
import { surveyFilingNotice } from "./surveyFilingNotice.ts";
import { volumeIndex } from "./volumeIndex.ts";

/** What a template is checked against. */
export type CheckedKind = Pick<DocumentKind<never>, "kind" | "placeholders">;

/** Every kind of document; each has its template. A business adds its own here. */
export const documentKinds: readonly CheckedKind[] = [
  receipt,
  acceptanceNotice,
  supplementNotice,
  nonAcceptanceDecision,
  refusalDecision,
  approvalSheet,
  deliveryReceipt,
  volumeIndex,
  surveyFilingNotice,
  pmRoomConfirmation,
];
