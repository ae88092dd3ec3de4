type Child = Node | string | null;
type Attributes = Record<string, string | ((event: Event) => void)>;

/** One DOM element. A function among the attributes listens to the event of that name; text is never read as HTML. */
export function element<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Attributes,
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === "function") node.addEventListener(name, value);
    else node.setAttribute(name, value);
  }
  node.append(...children.filter((child): child is Node | string => child !== null));
  return node;
}
