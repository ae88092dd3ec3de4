/** Columns a Han character takes at a terminal. */
const widthOf = (text: string): number =>
  [...text].reduce(
    (sum, character) => sum + (/[\p{Script=Han}\u3000-\u303f\uff00-\uffef]/u.test(character) ? 2 : 1),
    0,
  );

/** Lines of a table with aligned columns, for a terminal. The first row is the head. */
export function tableLines(rows: readonly (readonly string[])[]): string[] {
  const columns = rows[0]?.length ?? 0;
  const widths = Array.from({ length: columns }, (_, n) => Math.max(...rows.map((row) => widthOf(row[n] ?? ""))));
  const line = (row: readonly string[]) =>
    row
      .map((cell, n) => cell + " ".repeat(Math.max(0, widths[n]! - widthOf(cell))))
      .join("  ")
      .trimEnd();
  const [head, ...rest] = rows;
  return head ? [line(head), widths.map((width) => "─".repeat(width)).join("──"), ...rest.map(line)] : [];
}
