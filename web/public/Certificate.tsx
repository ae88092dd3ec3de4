/** @jsxImportSource preact */
import { certificateStates, type VerifyAnswer } from "#domain/platform/verify.ts";

const explanations: Record<VerifyAnswer["state"], string> = {
  valid: "这份证书在登记系统中有效。",
  changed: "登记内容已变更,请以变更后的证书为准。",
  reissued: "这份证书已补发,请以补发的证书为准。",
  cancelled: "这份证书已注销,不再有效。",
  revoked: "这份证书已被撤销,不再有效。",
  void: "这份证书已作废,不再有效。",
};

const time = new Intl.DateTimeFormat("zh-CN", {
  timeZone: "Asia/Shanghai",
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  second: "2-digit",
  hourCycle: "h23",
});
/** 2026-03-05 14:20:31, in Shanghai. */
function checkedTime(at: number): string {
  const found: Record<string, string> = {};
  for (const { type, value } of time.formatToParts(at)) found[type] = value;
  return `${found.year}-${found.month}-${found.day} ${found.hour}:${found.minute}:${found.second}`;
}

export function Certificate({ certificate }: { certificate: VerifyAnswer }) {
  const { state } = certificate;
  const valid = state === "valid";
  return (
    <article class="card" aria-label={certificate.kindName}>
      <div class={valid ? "stamp stamp-valid" : "stamp stamp-ended"} role="status">
        <span class="stamp-mark" aria-hidden>
          {valid ? "✓" : "!"}
        </span>
        <strong>{certificateStates[state]}</strong>
        <span>{explanations[state]}</span>
      </div>
      <h1>{certificate.kindName}</h1>
      <p class="number">{certificate.number}</p>
      <dl>
        <Fact label="发证日期" value={certificate.issuedOn} />
        {certificate.facts.map(({ label, value }) => (
          <Fact key={label} label={label} value={value} />
        ))}
      </dl>
      <p class="checked">核验时间 {checkedTime(certificate.checkedAt)}</p>
    </article>
  );
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{value}</dd>
    </div>
  );
}
