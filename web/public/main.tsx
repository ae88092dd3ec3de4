/** @jsxImportSource preact */
import "./public.css";
import { render } from "preact";
import { VerifyPage } from "./VerifyPage.tsx";

const token = /\/public\/verify\/([^/?#]*)/.exec(window.location.pathname)?.[1] ?? "";
render(<VerifyPage token={token} />, document.getElementById("root")!);
