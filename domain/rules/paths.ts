/**
 * Paths over a diagram as plain data; the shapes are those of the engine's port (`ProcessGraph`, `Token`) and of the
 * case's journal, as far as returns and recalls read them.
 */
export interface PathElement {
  id: string;
  /** `userTask`, `parallelGateway`, `subProcess` … */
  type: string;
  name: string;
  /** The container around it; null for the process itself. */
  scopeId: string | null;
  attachedToId: string | null;
  headers: Readonly<Record<string, string>>;
  eventSubProcess: boolean;
  multiInstance: boolean;
}
export interface PathGraph {
  elements: readonly PathElement[];
  flows: readonly { sourceId: string; targetId: string }[];
}
/** An element instance that lives; `scopeKey` is the one around it. */
export interface PathToken {
  elementId: string;
  elementInstanceKey: string;
  scopeKey: string | null;
}
/** One passage of the case through an element; `n` counts in the order of entering. */
export interface PathEntry {
  n: number;
  kind: "task" | "job" | "scope";
  element: string;
  elementInstance: string;
  scope: string;
  how: "completed" | "canceled" | null;
}

/** A diagram with what lives in it and what it has passed, to be asked about paths. */
export class Paths {
  readonly tokens: readonly PathToken[];
  readonly journal: readonly PathEntry[];
  readonly #elements: ReadonlyMap<string, PathElement>;
  readonly #next = new Map<string, string[]>();
  readonly #before = new Map<string, string[]>();

  constructor(graph: PathGraph, tokens: readonly PathToken[], journal: readonly PathEntry[]) {
    this.tokens = tokens;
    this.journal = journal;
    this.#elements = new Map(graph.elements.map((element) => [element.id, element]));
    for (const { sourceId, targetId } of graph.flows) this.#connect(sourceId, targetId);
    for (const { id, attachedToId } of graph.elements) if (attachedToId !== null) this.#connect(attachedToId, id);
  }

  #connect(from: string, to: string): void {
    this.#next.set(from, [...this.next(from), to]);
    this.#before.set(to, [...this.before(to), from]);
  }

  element(id: string): PathElement | undefined {
    return this.#elements.get(id);
  }
  /** What a token may reach next; a boundary event follows what it stands on. */
  next = (id: string): readonly string[] => this.#next.get(id) ?? [];
  before = (id: string): readonly string[] => this.#before.get(id) ?? [];

  /** The containers around an element, the nearest first. */
  around(id: string): string[] {
    const containers: string[] = [];
    for (let at = this.element(id)?.scopeId ?? null; at !== null; at = this.element(at)?.scopeId ?? null) {
      containers.push(at);
    }
    return containers;
  }

  /** True where the element is one of these or lies inside one. */
  isWithin = (id: string, elements: ReadonlySet<string>): boolean =>
    [id, ...this.around(id)].some((one) => elements.has(one));

  /** The living tokens inside an element instance, itself included. */
  tokensIn(elementInstanceKey: string): PathToken[] {
    const inside = new Set([elementInstanceKey]);
    // Tokens come in the order of their keys, containers first.
    for (const { elementInstanceKey: key, scopeKey } of this.tokens) {
      if (scopeKey !== null && inside.has(scopeKey)) inside.add(key);
    }
    return this.tokens.filter((token) => inside.has(token.elementInstanceKey));
  }

  /** The living element instances around a token, the nearest first. */
  tokensAround(token: PathToken): PathToken[] {
    const chain: PathToken[] = [];
    for (let key = token.scopeKey; key !== null; ) {
      const scope = this.tokens.find(({ elementInstanceKey }) => elementInstanceKey === key);
      if (!scope) break;
      chain.push(scope);
      key = scope.scopeKey;
    }
    return chain;
  }

  /** What can be reached from an element, itself included, without going on from `stops`. */
  static reach(
    from: readonly string[],
    step: (id: string) => readonly string[],
    stops: ReadonlySet<string>,
  ): Set<string> {
    const found = new Set(from);
    for (const id of found) {
      if (stops.has(id) && !from.includes(id)) continue;
      for (const one of step(id)) found.add(one);
    }
    return found;
  }
}

/** Header `effect` of a job (`docs/kernel.md` Handlers); one that says nothing is treated as what cannot be undone. */
export const effectOf = ({ headers }: Pick<PathElement, "headers">): string => headers.effect ?? "final";
