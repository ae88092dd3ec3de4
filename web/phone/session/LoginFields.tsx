import { type FormEvent, useRef, useState } from "react";
import type { Me } from "#domain/platform/session.ts";
import { sentenceOf } from "../../platform/api/problem.ts";
import { useLogin } from "../../platform/api/session.ts";
import { PlainButton } from "../../platform/look/PlainButton.tsx";

/** Account and password, on the log-in screen and in the sheet of an expired session. */
export function LoginFields({ fixedLogin, onDone }: { fixedLogin?: string; onDone?: (me: Me) => void }) {
  const login = useLogin();
  const [account, setAccount] = useState(fixedLogin ?? "");
  const [password, setPassword] = useState("");
  const [missing, setMissing] = useState("");
  const sending = useRef(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (sending.current) return;
    if (account.trim() === "" || password === "") {
      return setMissing(account.trim() === "" ? "请输入账号。" : "请输入密码。");
    }
    setMissing("");
    sending.current = true;
    try {
      const me = await login.mutateAsync({ login: account.trim(), password });
      onDone?.(me);
    } catch {
      // Shown below from the mutation's own state.
    } finally {
      sending.current = false;
    }
  };
  const wrong = missing || (login.isError ? sentenceOf(login.error) : "");
  return (
    <form className="entry-form" noValidate onSubmit={(event) => void submit(event)}>
      {wrong && (
        <p className="entry-wrong" role="alert">
          {wrong}
        </p>
      )}
      <label>
        账号
        <input
          autoComplete="username"
          autoCapitalize="none"
          maxLength={60}
          value={account}
          onChange={({ target }) => setAccount(target.value)}
        />
      </label>
      <label>
        密码
        <input
          type="password"
          autoComplete="current-password"
          maxLength={200}
          value={password}
          onChange={({ target }) => setPassword(target.value)}
        />
      </label>
      <PlainButton submits tone="main" className="entry-wide" busy={login.isPending}>
        登录
      </PlainButton>
    </form>
  );
}
