import { BellOutlined, RollbackOutlined } from "@ant-design/icons";
import { App, Button, Input, Modal } from "antd";
import { useState } from "react";
import type { CaseView } from "#domain/platform/cases.ts";
import { useCaseCommand } from "../../platform/api/caseCommands.ts";
import { sentenceOf } from "../../platform/api/problem.ts";

/** What the applicant may do with a case that is under way; nothing where nothing may be done. */
export function CaseActs({ view }: { view: CaseView }) {
  const may = new Set(view.actions);
  if (!may.has("urge") && !may.has("withdraw")) return null;
  return (
    <div className="company-acts no-print">
      {may.has("urge") && <Urge view={view} />}
      {may.has("withdraw") && <Withdraw view={view} />}
    </div>
  );
}

function Urge({ view: { id, version } }: { view: CaseView }) {
  const { message } = App.useApp();
  const urge = useCaseCommand("urge");
  const send = () =>
    urge.mutate(
      { caseId: id, version },
      {
        onSuccess: () => void message.success("已催办，经办人员会收到通知。"),
        onError: (error) => void message.error(sentenceOf(error)),
      },
    );
  return (
    <Button icon={<BellOutlined />} loading={urge.isPending} onClick={send}>
      催办
    </Button>
  );
}

function Withdraw({ view: { id, version, title } }: { view: CaseView }) {
  const { message } = App.useApp();
  const withdraw = useCaseCommand("withdraw");
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState("");
  const send = () =>
    withdraw.mutate(
      { caseId: id, version, reason: reason.trim() },
      {
        onSuccess: ({ pending }) => {
          setOpen(false);
          void message.success(pending ? "已提交撤回，系统正在办理。" : "申请已撤回。");
        },
      },
    );
  return (
    <>
      <Button icon={<RollbackOutlined />} onClick={() => setOpen(true)}>
        撤回申请
      </Button>
      <Modal
        title="撤回申请"
        open={open}
        okText="确认撤回"
        cancelText="不撤回"
        okButtonProps={{ danger: true, disabled: reason.trim() === "" }}
        confirmLoading={withdraw.isPending}
        onOk={send}
        onCancel={() => setOpen(false)}
      >
        <p>撤回后“{title}”不再办理，需要时请重新申请。</p>
        <label className="company-reason" htmlFor="withdraw-reason">
          撤回理由
        </label>
        <Input.TextArea
          className="company-reason-text"
          id="withdraw-reason"
          value={reason}
          rows={3}
          maxLength={1000}
          showCount
          onChange={({ target }) => setReason(target.value)}
        />
        {withdraw.error && (
          <p role="alert" className="company-refused">
            {sentenceOf(withdraw.error)}
          </p>
        )}
      </Modal>
    </>
  );
}
