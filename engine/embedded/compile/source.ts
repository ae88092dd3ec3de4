/** An element of the XML as bpmn-moddle reads it. */
export interface Source {
  readonly $type: string;
  readonly $parent?: Source;
  readonly [property: string]: unknown;
}

/** A text attribute; null where it is missing or empty. */
export function text(source: Source | null, property: string): string | null {
  const value = source?.[property];
  return typeof value === "string" && value.trim() !== "" ? value : null;
}

export function idOf(source: Source): string | null {
  return text(source, "id");
}

/** The element itself or the nearest one around it that has an id: what a problem is reported on. */
export function nearestId(source: Source | undefined): string | null {
  if (!source) return null;
  return idOf(source) ?? nearestId(source.$parent);
}

export function child(source: Source | null, property: string): Source | null {
  const value = source?.[property];
  return isSource(value) ? value : null;
}

export function children(source: Source | null, property: string): Source[] {
  const value = source?.[property];
  return Array.isArray(value) ? value.filter(isSource) : [];
}

/** The text inside an expression element such as `bpmn:conditionExpression`; null where it is missing or empty. */
export function body(source: Source | null, property: string): string | null {
  return text(child(source, property), "body")?.trim() ?? null;
}

export function extensions(source: Source): Source[] {
  return children(child(source, "extensionElements"), "values");
}

/** The extension element of this type, `zeebe:TaskDefinition` for instance. */
export function extension(source: Source, type: string): Source | null {
  return extensions(source).find((candidate) => candidate.$type === type) ?? null;
}

const isSource = (value: unknown): value is Source => typeof value === "object" && value !== null && "$type" in value;
