import { useSyncExternalStore } from "react";
import type { Me } from "#domain/platform/session.ts";
import { sessionGate } from "../../platform/api/sessionGate.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { forgetWork } from "../../platform/session/forgetWork.ts";
import { LoginFields } from "./LoginFields.tsx";

/** The session ended while a person worked: they log in on the spot and the calls that waited go on. */
export function Relogin({ me }: { me: Me }) {
  const lost = useSyncExternalStore(sessionGate.subscribe, sessionGate.isLost);
  if (!lost) return null;
  const leave = () => {
    forgetWork();
    window.location.reload();
  };
  // Another person: nothing of the first one's work may stay on this phone.
  const goOn = (again: Me) => (again.personId === me.personId ? sessionGate.restored() : leave());
  return (
    <Sheet title="登录已过期">
      <p className="sheet-words">长时间未操作会自动退出。您填写的内容都还在，重新登录后继续办理。</p>
      <LoginFields fixedLogin={me.login} onDone={goOn} />
      <PlainButton tone="quiet" className="entry-wide" onClick={leave}>
        放弃未保存的内容并退出
      </PlainButton>
    </Sheet>
  );
}
