import "./public.css";
import { elderMode, setElderMode } from "./elderMode.ts";
import { element } from "./element.ts";
import { tokenIn, verify } from "./verification.ts";
import { loadingView, noTokenView, viewOf } from "./views.ts";

/** The public door: a citizen holds a paper with a QR code and wants to know what it is worth today. */
const main = element("main", {});
const token = tokenIn(window.location.pathname);

let asking = false;
async function ask(): Promise<void> {
  if (asking || token === null) return;
  asking = true;
  main.replaceChildren(loadingView());
  main.replaceChildren(viewOf(await verify(token), () => void ask()));
  asking = false;
}

const elderButton = element("button", { type: "button", class: "elder-button", click: () => elder(!elderMode()) });
function elder(on: boolean): void {
  setElderMode(on);
  elderButton.textContent = on ? "标准模式" : "长辈模式";
}

const header = element(
  "header",
  {},
  element("img", { src: "/favicon.svg", alt: "", width: "32", height: "32" }),
  element("h1", {}, "证书核验"),
  elderButton,
);
const footer = element("footer", {}, "本页显示证书在核验时的状态，不收集您的任何信息。");

elder(elderMode());
document.getElementById("root")?.replaceChildren(header, main, footer);
if (token === null) main.replaceChildren(noTokenView());
else void ask();
