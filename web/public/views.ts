import { certificateStates, type VerifyAnswer } from "#domain/platform/verify.ts";
import { dateTime } from "../platform/look/words.ts";
import { certificateWords } from "./certificateWords.ts";
import { element } from "./element.ts";
import type { Verification } from "./verification.ts";

/** The page for what became of asking. `retry` asks again. */
export function viewOf(verification: Verification, retry: () => void): HTMLElement {
  switch (verification.kind) {
    case "found":
      return certificateView(verification.answer, retry);
    case "unknown":
      return unknownView();
    case "busy":
      return message(
        "查询过于频繁",
        `为防止恶意查询，请约 ${verification.seconds} 秒后再试。`,
        button("重新查询", "primary", retry),
      );
    case "unreachable":
      return message(
        "暂时无法核验",
        "没有连接到核验服务器，证书的状态未能确定。请检查网络后重试。",
        button("重试", "primary", retry),
      );
  }
}

export const loadingView = (): HTMLElement =>
  element("section", { class: "card message", role: "status" }, element("p", { class: "waiting" }, "正在核验，请稍候"));

export const noTokenView = (): HTMLElement =>
  message("请扫描证书上的二维码", "用手机扫描证书上的二维码，即可查看证书今天的状态。", null);

const unknownView = (): HTMLElement =>
  message(
    "没有查到这份证书",
    "二维码或网址不完整，或者这不是本系统核发的证书。请重新扫描证书原件上的二维码；仍查不到的，请向发证机关核实，不要轻信来历不明的证书。",
    null,
  );

function message(title: string, text: string, action: HTMLElement | null): HTMLElement {
  return element(
    "section",
    { class: "card message", role: "alert" },
    element("h2", {}, title),
    element("p", {}, text),
    action,
  );
}

function certificateView(answer: VerifyAnswer, retry: () => void): HTMLElement {
  const { tone, mark, sentence } = certificateWords[answer.state];
  return element(
    "section",
    { class: `card ${tone}` },
    element(
      "div",
      { class: "verdict" },
      element(
        "p",
        { class: "stamp" },
        element("span", { class: "stamp-mark", "aria-hidden": "true" }, mark),
        element("span", { class: "stamp-word" }, certificateStates[answer.state]),
      ),
      element(
        "div",
        { class: "verdict-text" },
        element("h2", {}, answer.kindName),
        element("p", { class: "sentence" }, sentence),
        element("p", { class: "checked" }, `核验时间 ${dateTime(answer.checkedAt)}`),
      ),
    ),
    element(
      "dl",
      { class: "facts" },
      ...fact("证书编号", answer.number),
      ...fact("发证日期", answer.issuedOn),
      ...answer.facts.flatMap(({ label, value }) => fact(label, value)),
    ),
    element("p", { class: "note" }, "请与证书原件逐项核对。为保护个人信息，部分内容以 * 代替。"),
    element(
      "div",
      { class: "actions" },
      button("重新核验", "plain", retry),
      button("打印本页", "plain extra", () => window.print()),
    ),
  );
}

const fact = (label: string, value: string) => [element("dt", {}, label), element("dd", {}, value)];

const button = (label: string, kind: string, press: () => void) =>
  element("button", { type: "button", class: `button ${kind}`, click: press }, label);
