import assert from "node:assert/strict";
import type { Page } from "playwright-core";

/**
 * What every page must keep to at every size: nothing to scroll sideways to, and the decision bar, where there is one,
 * whole inside the window with nothing above it.
 */
export async function look(page: Page): Promise<void> {
  const seen = await page.evaluate(() => {
    const root = document.documentElement;
    const bar = document.querySelector('[role="toolbar"][aria-label="决定"]');
    const box = bar?.getBoundingClientRect();
    const buttons = [...(bar?.querySelectorAll("button") ?? [])].filter((button) => {
      const { left, top, width, height } = button.getBoundingClientRect();
      const hit = document.elementFromPoint(left + width / 2, top + height / 2);
      return !(
        hit &&
        (button.contains(hit) || hit.closest(".ant-modal-root, .ant-dropdown, .ant-popover, .sheet-place, .done-bar"))
      );
    });
    return {
      scrollWidth: Math.max(root.scrollWidth, document.body.scrollWidth),
      // A phone makes the window wider instead of letting the page scroll.
      width: Math.min(window.innerWidth, root.clientWidth),
      height: window.innerHeight,
      bar: box ? { left: box.left, top: box.top, right: box.right, bottom: box.bottom } : null,
      covered: buttons.map((button) => button.textContent),
    };
  });
  const where = `${new URL(page.url()).pathname} at ${seen.width}×${seen.height}`;
  assert.ok(seen.scrollWidth <= seen.width, `${where} scrolls sideways: ${seen.scrollWidth} pixels wide`);
  if (!seen.bar) return;
  const { left, top, right, bottom } = seen.bar;
  const inside = left >= 0 && top >= 0 && right <= seen.width && bottom <= seen.height;
  assert.ok(inside, `${where}: the decision bar is not inside the window: ${JSON.stringify(seen.bar)}`);
  assert.deepEqual(seen.covered, [], `${where}: buttons of the decision bar are covered or cut off`);
}

/** `look`, where a task is at hand and its bar has to be there. */
export async function lookAtTask(page: Page): Promise<void> {
  await page.getByRole("toolbar", { name: "决定" }).waitFor();
  await look(page);
}
