import { LoginFields } from "./LoginFields.tsx";

export function LoginScreen() {
  return (
    <main className="entry">
      <section className="entry-card" aria-labelledby="entry-title">
        <img src="/favicon.svg" alt="" width={52} height={52} />
        <h1 id="entry-title">安居 · 手机办理</h1>
        <p className="entry-note">住房保障与房产管理审批平台</p>
        <LoginFields />
      </section>
      <p className="entry-foot">
        忘记密码或账号被锁定，请联系系统管理员。
        <br />
        <a href="/">使用电脑版</a>
      </p>
    </main>
  );
}
