import { type FormEvent, useState } from "react";
import { problemsOf, sentenceOf } from "../../platform/api/problem.ts";
import { useChangePassword } from "../../platform/api/session.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";

/** Before the first work with a given password. */
export function PasswordScreen({ first }: { first: boolean }) {
  return (
    <main className="entry">
      <section className="entry-card" aria-labelledby="entry-title">
        <h1 id="entry-title">请先修改密码</h1>
        {first && <p className="entry-note">您正在使用初始密码或密码已到期。</p>}
        <PasswordFields />
      </section>
    </main>
  );
}

const shortest = 10;

export function PasswordFields({ onDone }: { onDone?: () => void }) {
  const change = useChangePassword();
  const [fields, setFields] = useState({ current: "", next: "", again: "" });
  const [missing, setMissing] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const { current, next, again } = fields;
    const wrong =
      (current === "" && "请输入当前密码。") ||
      (next.length < shortest && `新密码至少 ${shortest} 位。`) ||
      (next !== again && "两次输入的新密码不一致。") ||
      "";
    setMissing(wrong);
    if (!wrong) change.mutate({ current, next }, { onSuccess: () => onDone?.() });
  };
  const refused = change.isError
    ? [sentenceOf(change.error), ...problemsOf(change.error).map(({ message }) => message)].join(" ")
    : "";
  const field = (name: keyof typeof fields, label: string, autoComplete: string) => (
    <label>
      {label}
      <input
        type="password"
        autoComplete={autoComplete}
        maxLength={200}
        value={fields[name]}
        onChange={({ target }) => setFields({ ...fields, [name]: target.value })}
      />
    </label>
  );
  return (
    <form className="entry-form" noValidate onSubmit={submit}>
      {(missing || refused) && (
        <p className="entry-wrong" role="alert">
          {missing || refused}
        </p>
      )}
      {field("current", "当前密码", "current-password")}
      {field("next", "新密码", "new-password")}
      <p className="entry-hint">至少 10 位，包含大写字母、小写字母、数字、符号中的三种，不得包含姓名。</p>
      {field("again", "再输入一次新密码", "new-password")}
      <PlainButton submits tone="main" className="entry-wide" busy={change.isPending}>
        修改密码
      </PlainButton>
    </form>
  );
}
