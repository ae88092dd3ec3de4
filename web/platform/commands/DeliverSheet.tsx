import { useState } from "react";
import { type DeliveryWay, deliveryWays } from "#domain/platform/caseEnd.ts";
import { useCaseCommand } from "../api/caseCommands.ts";
import { CommandSheet } from "./CommandSheet.tsx";
import type { CaseSheetProps } from "./sheetProps.ts";
import { whenDone } from "./whenDone.ts";

/** What the field beside the receiver is called, by way; in person there is nothing to refer to. */
const referenceLabels: Record<DeliveryWay, string | null> = {
  inPerson: null,
  post: "邮寄单号",
  electronic: "送达的电子地址",
};

/** 送达: how the result reached the applicant; the receipt (送达回证) is made from it. */
export function DeliverSheet({ view, onClose, onDone }: CaseSheetProps) {
  const [way, setWay] = useState<DeliveryWay>("inPerson");
  const [receiver, setReceiver] = useState(view.applicantName);
  const [reference, setReference] = useState("");
  const [deliveredOn, setDeliveredOn] = useState("");
  const command = useCaseCommand("deliver");
  const referenceLabel = referenceLabels[way];
  const complete = receiver.trim() !== "" && deliveredOn !== "" && (referenceLabel === null || reference.trim() !== "");
  const send = () =>
    whenDone(
      command.mutateAsync({
        ...{ caseId: view.id, version: view.version, way, deliveredOn, receiver: receiver.trim() },
        reference: referenceLabel === null ? "" : reference.trim(),
      }),
      () => {
        onClose();
        onDone("已登记送达");
      },
    );
  return (
    <CommandSheet
      title="送达"
      command={command}
      confirm="确认送达"
      disabled={!complete}
      onSend={send}
      onClose={onClose}
    >
      {view.delivery && <p className="sheet-words">应于 {view.delivery.due} 前送达。登记后生成送达回证。</p>}
      <fieldset className="choices choices-line">
        <legend>送达方式</legend>
        {(Object.keys(deliveryWays) as DeliveryWay[]).map((one) => (
          <label key={one}>
            <input type="radio" name="delivery-way" checked={way === one} onChange={() => setWay(one)} />
            <span>{deliveryWays[one]}</span>
          </label>
        ))}
      </fieldset>
      <label className="sheet-field">
        {way === "inPerson" ? "签收人" : "收件人"}
        <input maxLength={60} value={receiver} onChange={({ target }) => setReceiver(target.value)} />
      </label>
      {referenceLabel !== null && (
        <label className="sheet-field">
          {referenceLabel}
          <input maxLength={100} value={reference} onChange={({ target }) => setReference(target.value)} />
        </label>
      )}
      <label className="sheet-field">
        送达日期
        <input type="date" value={deliveredOn} onChange={({ target }) => setDeliveredOn(target.value)} />
      </label>
    </CommandSheet>
  );
}
