import { type Browser, chromium } from "playwright-core";
import { needTool } from "./tools.ts";

const commands = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

/** Path of a Chromium: TEST_BROWSER, one on PATH, or freshly installed from Debian's packages where we are root. */
export const findBrowser = (): string => process.env.TEST_BROWSER ?? needTool(commands, ["chromium", "fonts-noto-cjk"]);

/** One headless browser, everything that phones home switched off. */
export function launchBrowser(): Promise<Browser> {
  return chromium.launch({
    executablePath: findBrowser(),
    args: [
      "--no-sandbox",
      "--disable-gpu",
      "--disable-dev-shm-usage",
      "--disable-quic",
      "--no-first-run",
      "--disable-background-networking",
      "--disable-component-update",
      "--disable-sync",
    ],
  });
}
