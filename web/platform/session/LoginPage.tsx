import { LoginForm } from "./LoginForm.tsx";
import "./login.css";

export function LoginPage({ title, note }: { title: string; note: string }) {
  return (
    <main className="login">
      <section className="login-card" aria-labelledby="login-title">
        <img src="/favicon.svg" alt="" width={44} height={44} />
        <h1 id="login-title">{title}</h1>
        <p className="login-note">{note}</p>
        <LoginForm />
      </section>
      <p className="login-foot">忘记密码或账号被锁定，请联系系统管理员。请勿在公用电脑上保存密码。</p>
    </main>
  );
}
