import { useState } from "react";
import { useLogout } from "../../platform/api/session.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";
import { Sheet } from "../../platform/look/Sheet.tsx";
import { changeSettings, type Settings, textSizes, useSettings } from "../../platform/look/settings.ts";
import { useMe } from "../../platform/session/me.ts";
import { TopBar } from "../look/TopBar.tsx";
import { PasswordFields } from "../session/PasswordScreen.tsx";
import "./me.css";

const afterDecision: Record<Settings["afterDecision"], string> = { next: "下一件", stay: "留在本件", list: "回列表" };

/** Name, posts, text size, habits, password, the desk, log-out. */
export function MeScreen() {
  const me = useMe();
  const settings = useSettings();
  const logout = useLogout();
  const [password, setPassword] = useState<"shut" | "open" | "changed">("shut");
  return (
    <main className="screen">
      <TopBar title="我的" />
      <section className="me-card">
        <p className="me-name">{me.name}</p>
        <p>{me.org.name}</p>
        {me.positions.map(({ role, roleName, orgCode, orgName }) => (
          <p key={role + orgCode}>
            {orgName} · {roleName}
          </p>
        ))}
      </section>
      <section className="me-card">
        <Choice
          label="文字大小"
          value={settings.textSize}
          options={textSizes}
          onChoose={(textSize) => changeSettings({ textSize })}
        />
        <Choice
          label="办完一件后"
          value={settings.afterDecision}
          options={afterDecision}
          onChoose={(chosen) => changeSettings({ afterDecision: chosen })}
        />
      </section>
      <section className="me-card me-links">
        <PlainButton tone="quiet" onClick={() => setPassword("open")}>
          修改密码
        </PlainButton>
        <a className="plain-button plain-button-quiet" href="/">
          使用电脑版
        </a>
        <PlainButton tone="danger" busy={logout.isPending} onClick={() => logout.mutate()}>
          退出登录
        </PlainButton>
      </section>
      {password === "changed" && (
        <p className="me-done" role="status">
          密码已修改。
        </p>
      )}
      {password === "open" && (
        <Sheet title="修改密码" onClose={() => setPassword("shut")}>
          <PasswordFields onDone={() => setPassword("changed")} />
        </Sheet>
      )}
    </main>
  );
}

interface ChoiceProps<Value extends string> {
  label: string;
  value: Value;
  options: Readonly<Record<Value, string>>;
  onChoose: (value: Value) => void;
}

function Choice<Value extends string>({ label, value, options, onChoose }: ChoiceProps<Value>) {
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be laid out as a line in Chromium 86.
    <div className="me-choice" role="group" aria-label={label}>
      <span>{label}</span>
      <span className="me-options">
        {(Object.entries(options) as [Value, string][]).map(([key, words]) => (
          <button key={key} type="button" aria-pressed={key === value} onClick={() => onChoose(key)}>
            {words}
          </button>
        ))}
      </span>
    </div>
  );
}
