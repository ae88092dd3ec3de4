import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { type Browser, chromium } from "playwright-core";

const known = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
];
const aptInstall = [
  "-o",
  "DPkg::Lock::Timeout=120",
  "-qq",
  "install",
  "-y",
  "--no-install-recommends",
  "chromium",
  "fonts-noto-cjk",
];

/** Path of a Chromium: TEST_BROWSER, a known place, or freshly installed from Debian's packages where we are root. */
export function findBrowser(): string {
  const given = process.env.TEST_BROWSER;
  if (given) return given;
  const found = known.find((path) => existsSync(path));
  if (found) return found;
  if (process.platform === "linux" && process.getuid?.() === 0 && existsSync("/usr/bin/apt-get")) {
    const install = () => spawnSync("apt-get", aptInstall, { stdio: "inherit" }).status === 0;
    if (!install()) {
      spawnSync("apt-get", ["-qq", "update"], { stdio: "inherit" });
      install();
    }
    const installed = known.find((path) => existsSync(path));
    if (installed) return installed;
  }
  throw new Error(
    "No Chromium found. Install it (Debian: apt-get install chromium fonts-noto-cjk) or set TEST_BROWSER to its path.",
  );
}

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
