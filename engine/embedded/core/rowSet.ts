/** What has to be written so that the table says what a set of rows says. */
export interface Changes<Row> {
  added: Row[];
  changed: Row[];
  removed: number[];
}

/** Rows of one table in memory, in the order of their keys, with a note of what has changed since the last save. */
export class RowSet<Row extends { key: number }> {
  readonly #rows = new Map<number, Row>();
  readonly #stored = new Set<number>();
  readonly #touched = new Set<Row>();
  readonly #removed: number[] = [];

  constructor(stored: Row[]) {
    for (const row of stored.toSorted((a, b) => a.key - b.key)) {
      this.#rows.set(row.key, row);
      this.#stored.add(row.key);
    }
  }

  get(key: number): Row | undefined {
    return this.#rows.get(key);
  }
  values(): MapIterator<Row> {
    return this.#rows.values();
  }
  add(row: Row): Row {
    this.#rows.set(row.key, row);
    this.#touched.add(row);
    return row;
  }
  /** Notes that the row, already changed by the caller, differs from what is stored. */
  touch(row: Row): void {
    this.#touched.add(row);
  }
  remove(row: Row): void {
    this.#rows.delete(row.key);
    this.#touched.delete(row);
    if (this.#stored.delete(row.key)) this.#removed.push(row.key);
  }

  /** Hands over what has changed, and takes it as saved. */
  takeChanges(): Changes<Row> {
    const touched = [...this.#touched];
    const changes = {
      added: touched.filter((row) => !this.#stored.has(row.key)),
      changed: touched.filter((row) => this.#stored.has(row.key)),
      removed: this.#removed.splice(0),
    };
    for (const row of changes.added) this.#stored.add(row.key);
    this.#touched.clear();
    return changes;
  }
}
