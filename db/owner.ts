import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { DatabaseSync } from "node:sqlite";

/** Another process owns the database file. Nothing was opened or changed. */
export class DatabaseInUseError extends Error {
  readonly file: string;
  constructor(file: string) {
    super(
      `数据库文件 ${file} 正被另一个安居进程使用，请先停止它再执行本命令。 ` +
        `The database file ${file} is in use by another process of Anju: stop that one first, or use MySQL for several.`,
    );
    this.name = "DatabaseInUseError";
    this.file = file;
  }
}

/**
 * Claims a SQLite database for this process until `release` or the end of the process, however it ends: the claim is
 * an operating system lock on `<file>.owner`, so none is ever left behind stale.
 * @throws DatabaseInUseError at once where another process (or an earlier claim of this one) holds it
 */
export function claimFile(file: string): { release(): void } {
  mkdirSync(dirname(file), { recursive: true });
  const marker = new DatabaseSync(`${file}.owner`, { timeout: 0 });
  try {
    marker.exec("begin exclusive");
  } catch (error) {
    marker.close();
    if (isBusy(error)) throw new DatabaseInUseError(file);
    throw error;
  }
  return { release: () => marker.close() };
}

function isBusy(error: unknown): boolean {
  return error instanceof Error && "errcode" in error && error.errcode === 5;
}
