import { Button, Modal } from "antd";
import { useSyncExternalStore } from "react";
import type { Me } from "#domain/platform/session.ts";
import { sessionGate } from "../api/sessionGate.ts";
import { forgetWork } from "./forgetWork.ts";
import { LoginForm } from "./LoginForm.tsx";

/** The session ended while a person worked: they log in on the spot and the calls that waited go on. */
export function ReloginDialog({ me }: { me: Me }) {
  const lost = useSyncExternalStore(sessionGate.subscribe, sessionGate.isLost);
  const goOn = (again: Me) => {
    if (again.personId === me.personId) return sessionGate.restored();
    // Another person: nothing of the first one's work may stay in this page.
    forgetWork();
    window.location.reload();
  };
  const giveUp = () => {
    forgetWork();
    window.location.reload();
  };
  return (
    <Modal
      open={lost}
      title="登录已过期"
      closable={false}
      mask={{ closable: false, blur: true }}
      afterOpenChange={(open) => {
        if (open) document.querySelector<HTMLInputElement>(".relogin input[type=password]")?.focus();
      }}
      className="relogin"
      keyboard={false}
      footer={null}
      width={400}
      destroyOnHidden
    >
      <p>为了安全，长时间未操作会自动退出。您填写的内容都还在，重新登录后继续办理。</p>
      <LoginForm fixedLogin={me.login} onDone={goOn} />
      <Button type="text" block onClick={giveUp} style={{ marginTop: 8 }}>
        放弃未保存的内容并退出
      </Button>
    </Modal>
  );
}
