/** Something with a height that can be drawn at a place of a page. */
export interface Box {
  height: number;
  /** `top` in points from the top of the page. */
  draw(top: number, page: number): void;
  /** Never the last of its page while something follows. */
  keepWithNext?: boolean;
  /** Drawn again above this box where the box begins a page: the head of its table. */
  head?: Box;
  /** Empty space, not wanted at the top of a page. */
  space?: boolean;
  /** Stands at the foot of the last page, with all that follows it. */
  atFoot?: boolean;
}

export interface Placed {
  box: Box;
  /** Points below the top of the page's text area. */
  offset: number;
}

/** Distributes boxes over pages of `height` points. A chain that is kept together moves whole, if a page can hold it. */
export function paginate(boxes: readonly Box[], height: number): Placed[][] {
  const pages: Placed[][] = [[]];
  let used = 0;
  const place = (box: Box) => {
    pages.at(-1)!.push({ box, offset: used });
    used += box.height;
  };
  const turn = () => {
    pages.push([]);
    used = 0;
  };
  const add = (box: Box) => {
    if (used > 0 && used + box.height > height) turn();
    if (used === 0 && box.space) return;
    if (used === 0 && pages.length > 1 && box.head !== undefined) place(box.head);
    place(box);
  };
  for (const chain of chains(boxes)) {
    const whole = chain.reduce((sum, box) => sum + box.height, 0);
    const headed = whole + (chain[0]!.head?.height ?? 0);
    if (used > 0 && used + whole > height && headed <= height) turn();
    chain.forEach(add);
  }
  settleFoot(pages.at(-1)!, height);
  return pages;
}

function chains(boxes: readonly Box[]): Box[][] {
  const result: Box[][] = [];
  let open = false;
  for (const box of boxes) {
    if (open) result.at(-1)!.push(box);
    else result.push([box]);
    open = box.keepWithNext === true;
  }
  return result;
}

function settleFoot(page: Placed[], height: number): void {
  const first = page.findIndex(({ box }) => box.atFoot);
  if (first < 0) return;
  const foot = page.slice(first);
  const drop = height - foot.reduce((sum, { box }) => sum + box.height, 0) - foot[0]!.offset;
  for (const placed of foot) placed.offset += drop;
}
