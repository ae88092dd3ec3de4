import assert from "node:assert/strict";
import type { BrowserContext, Page } from "playwright-core";

/** What the oldest browsers of the offices do not have (Chrome 87), and `crypto.randomUUID`, which plain http hides. */
const missing = ["Array.prototype.at", "Object.hasOwn", "structuredClone", "crypto.randomUUID"] as const;

/**
 * Takes from every page of the context, before its first script, what older browsers lack: whoever goes through the
 * program with it shows that neither our code nor a library needs it.
 */
export async function makeOlder(context: BrowserContext): Promise<void> {
  await context.addInitScript(() => {
    // The browser's own pages, such as its viewer for PDF, are no concern of ours.
    if (!/^(https?|about):$/.test(location.protocol)) return;
    for (const [holder, name] of [
      [Array.prototype, "at"],
      [Object, "hasOwn"],
      [globalThis, "structuredClone"],
      [Crypto.prototype, "randomUUID"],
    ] as const) {
      Reflect.deleteProperty(holder, name);
    }
  });
}

/** Asserts on an empty page, where nothing of ours has run, that they really are gone. */
export async function assertOlder(page: Page): Promise<void> {
  const there = await page.evaluate(() => ({
    "Array.prototype.at": "at" in Array.prototype,
    "Object.hasOwn": "hasOwn" in Object,
    structuredClone: "structuredClone" in globalThis,
    "crypto.randomUUID": "randomUUID" in crypto,
  }));
  assert.deepEqual(
    missing.filter((name) => there[name]),
    [],
  );
}
