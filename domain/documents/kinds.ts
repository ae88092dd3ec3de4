import { acceptanceNotice } from "./acceptanceNotice.ts";
import { approvalSheet } from "./approvalSheet.ts";
import { deliveryReceipt } from "./deliveryReceipt.ts";
import type { DocumentKind } from "./kind.ts";
import { nonAcceptanceDecision } from "./nonAcceptanceDecision.ts";
import { receipt } from "./receipt.ts";
import { refusalDecision } from "./refusalDecision.ts";
import { supplementNotice } from "./supplementNotice.ts";
import { volumeIndex } from "./volumeIndex.ts";

/** What a template is checked against. */
export type CheckedKind = Pick<DocumentKind<never>, "kind" | "placeholders">;

/** The documents that every matter sends. What a single business sends beside them it names itself. */
export const commonKinds: readonly CheckedKind[] = [
  receipt,
  acceptanceNotice,
  supplementNotice,
  nonAcceptanceDecision,
  refusalDecision,
  approvalSheet,
  deliveryReceipt,
  volumeIndex,
];
