import { Button, Modal } from "antd";
import { useEffect, useRef } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import type { OutcomeButton } from "./DecisionBar.tsx";

interface Props {
  outcome: OutcomeButton | null;
  view: CaseView;
  opinion: string;
  busy: boolean;
  onConfirm: () => void;
  onCancel: () => void;
}

/** The one confirmation: what, on which case, with which opinion. Enter or Ctrl+Enter sends. */
export function ConfirmDecision({ outcome, view, opinion, busy, onConfirm, onCancel }: Props) {
  const send = useRef(onConfirm);
  send.current = onConfirm;
  useEffect(() => {
    if (!outcome) return;
    const onKey = (event: KeyboardEvent) => {
      if (!event.ctrlKey || event.key !== "Enter" || event.isComposing) return;
      event.preventDefault();
      send.current();
    };
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, [outcome]);
  return (
    <Modal
      open={outcome !== null}
      title={outcome ? `确认“${outcome.label}”` : ""}
      width={460}
      centered
      destroyOnHidden
      closable={!busy}
      mask={{ closable: !busy }}
      onCancel={onCancel}
      footer={[
        <Button key="cancel" disabled={busy} onClick={onCancel}>
          再看看
        </Button>,
        <Button
          key="confirm"
          type="primary"
          danger={outcome?.danger ?? false}
          loading={busy}
          autoFocus
          onClick={onConfirm}
        >
          确认{outcome?.label}
        </Button>,
      ]}
    >
      <p className="confirm-case">
        {view.businessName} <b className="numbers">{view.caseNo}</b>
        <br />
        {view.title}
      </p>
      <blockquote className="confirm-opinion">{opinion.trim() || "（未填写意见）"}</blockquote>
    </Modal>
  );
}
