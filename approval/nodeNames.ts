/** The names of a diagram's user tasks by id, as read from its XML. Kept per definition: a stored diagram never changes. */
const known = new Map<string, ReadonlyMap<string, string>>();

export function nodeNames({ key, xml }: { key: string; xml: string }): ReadonlyMap<string, string> {
  const names = known.get(key) ?? readNames(xml);
  known.set(key, names);
  return names;
}

function readNames(xml: string): ReadonlyMap<string, string> {
  const names = new Map<string, string>();
  for (const [, attributes = ""] of xml.matchAll(/<(?:\w+:)?userTask\b([^>]*)>/g)) {
    const id = attribute(attributes, "id");
    if (id !== null) names.set(id, attribute(attributes, "name") ?? id);
  }
  return names;
}

function attribute(attributes: string, name: string): string | null {
  const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)')`).exec(attributes);
  return found ? decode(found[1] ?? found[2] ?? "") : null;
}

const entities: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'" };

function decode(text: string): string {
  return text.replace(/&(?:#x([0-9a-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
    if (hex) return String.fromCodePoint(Number.parseInt(hex, 16));
    if (decimal) return String.fromCodePoint(Number(decimal));
    return entities[name ?? ""] ?? whole;
  });
}
