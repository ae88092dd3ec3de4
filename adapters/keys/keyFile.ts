import { randomUUID } from "node:crypto";
import { chmod, link, mkdir, open, readFile, rename, rm, stat } from "node:fs/promises";
import { join } from "node:path";
import { type Keys, newKeyFile, parseKeyFile, type Renewable, readKeys, withNewKey } from "./keys.ts";

const fileName = "anju.json";

/**
 * The keys of this installation: from the environment (`ANJU_KEYS`, the JSON of a key file) or from `<folder>/anju.json`,
 * which is created with fresh keys where it is missing. Of processes that start together one creates it, all read it.
 * @throws Error in Chinese for the administrator: file readable by others, wrong format
 */
export async function loadKeys(options: {
  /** `var/keys`. */
  folder: string;
  environment?: Readonly<Record<string, string | undefined>>;
}): Promise<Keys> {
  const given = options.environment?.ANJU_KEYS;
  if (given !== undefined && given.trim() !== "") return readKeys(given, "环境变量 ANJU_KEYS");
  const path = join(options.folder, fileName);
  if (!(await exists(path))) await create(options.folder, path);
  return readKeys(await readPrivately(path), path);
}

/**
 * Adds a newer key to the file, used by every process from its next start on. Old keys stay: they open what they sealed.
 * @throws Error where there is no key file or it is readable by others
 */
export async function renewKey(folder: string, which: Renewable): Promise<void> {
  const path = join(folder, fileName);
  const renewed = withNewKey(parseKeyFile(await readPrivately(path), path), which);
  const temporary = await write(folder, JSON.stringify(renewed, null, 2));
  await rename(temporary, path);
  await flush(folder);
}

async function create(folder: string, path: string): Promise<void> {
  if (!(await exists(folder))) {
    await mkdir(folder, { recursive: true, mode: 0o700 });
    await chmod(folder, 0o700);
  }
  const temporary = await write(folder, JSON.stringify(newKeyFile(), null, 2));
  try {
    // Unlike a rename, a link never replaces the file of a process that was faster: its keys may be in use already.
    await link(temporary, path);
  } catch (error) {
    if (!isCode(error, "EEXIST")) throw error;
  } finally {
    await rm(temporary);
  }
  await flush(folder);
}

async function write(folder: string, text: string): Promise<string> {
  const temporary = join(folder, `.${randomUUID()}`);
  const file = await open(temporary, "wx", 0o600);
  try {
    await file.writeFile(`${text}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  return temporary;
}

/** Windows has no mode bits; there the folder's access list protects the file. */
async function readPrivately(path: string): Promise<string> {
  const { mode } = await stat(path);
  if (process.platform !== "win32" && (mode & 0o077) !== 0) {
    throw new Error(`密钥文件 ${path} 可被其他用户访问，已拒绝使用。请执行 chmod 600 ${path} 后重新启动。`);
  }
  return readFile(path, "utf8");
}

async function flush(folder: string): Promise<void> {
  if (process.platform === "win32") return;
  const handle = await open(folder, "r");
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

async function exists(path: string): Promise<boolean> {
  try {
    await stat(path);
    return true;
  } catch (error) {
    if (isCode(error, "ENOENT")) return false;
    throw error;
  }
}

function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && "code" in error && error.code === code;
}
