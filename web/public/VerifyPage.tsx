/** @jsxImportSource preact */
import { useCallback, useEffect, useState } from "preact/hooks";
import { Certificate } from "./Certificate.tsx";
import { type Answer, verify } from "./verify.ts";

const largeKey = "anju.public.large";

/** Anybody with the code on the paper sees whether it holds today. */
export function VerifyPage({ token }: { token: string }) {
  const [answer, setAnswer] = useState<Answer | null>(null);
  const [large, setLarge] = useState(() => localStorage.getItem(largeKey) === "1");
  const ask = useCallback(() => {
    setAnswer(null);
    void verify(token).then(setAnswer);
  }, [token]);
  useEffect(ask, [ask]);
  const toggle = () => {
    localStorage.setItem(largeKey, large ? "0" : "1");
    setLarge(!large);
  };
  return (
    <div class={large ? "verify verify-large" : "verify"}>
      <header>
        <img src="/favicon.svg" alt="" width={28} height={28} />
        <b>安居 · 证书核验</b>
        <button type="button" aria-pressed={large} onClick={toggle}>
          {large ? "标准字体" : "长辈模式"}
        </button>
      </header>
      <main>{answer === null ? <Waiting /> : <Shown answer={answer} retry={ask} />}</main>
      <footer>核验结果以本页面查询时的登记状态为准。如对结果有疑问,请到住房保障服务中心综合窗口咨询。</footer>
    </div>
  );
}

function Waiting() {
  return (
    <div class="card waiting" role="status" aria-label="正在核验">
      <span />
      <span />
      <span />
    </div>
  );
}

function Shown({ answer, retry }: { answer: Answer; retry: () => void }) {
  if (answer.kind === "certificate") return <Certificate certificate={answer.certificate} />;
  if (answer.kind === "unknown") {
    return (
      <div class="card notice notice-bad" role="alert">
        <h1>没有查到这份证书</h1>
        <p>请核对二维码是否完整、清晰,或确认网址没有改动。查不到的证书请勿采信。</p>
      </div>
    );
  }
  return (
    <div class="card notice" role="alert">
      <h1>{answer.message}</h1>
      <button type="button" class="retry" onClick={retry}>
        重试
      </button>
    </div>
  );
}
