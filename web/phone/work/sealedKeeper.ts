import { createContext, useContext } from "react";
import { type Keeper, parseUnsaved, type Unsaved } from "../../platform/decision/unsaved.ts";
import { sealedPrefix } from "../../platform/session/forgetWork.ts";
import { openSeal, type Seal } from "./seal.ts";

export const KeeperContext = createContext<Keeper | null>(null);

export function useKeeper(): Keeper {
  const keeper = useContext(KeeperContext);
  if (!keeper) throw new Error("useKeeper outside PhoneGate");
  return keeper;
}

/** How long unsaved work is kept on a phone. */
const kept = 24 * 3_600_000;
const nameOf = (personId: number, taskId: number) => `${sealedPrefix}${personId}.${taskId}`;

/**
 * Unsaved work of one person on this phone: in memory, and sealed in the browser's storage so that a reload or a web view
 * that was swept away keeps it for a day. Log-out and another person's log-in forget it. Where the browser has no
 * cryptography (plain http) it lives in memory only, beside the draft at the server.
 */
export async function openSealedKeeper(personId: number): Promise<Keeper> {
  dropStale(personId);
  const seal = await openSeal();
  const works = seal ? await unsealAll(seal, personId) : new Map<number, Unsaved>();
  return {
    read: (_person, taskId) => works.get(taskId) ?? null,
    keep(_person, taskId, work) {
      works.set(taskId, work);
      if (seal) void put(seal, nameOf(personId, taskId), work, () => works.get(taskId) === work);
    },
    forget(_person, taskId) {
      works.delete(taskId);
      localStorage.removeItem(nameOf(personId, taskId));
    },
  };
}

/** Sealing takes a moment; what was changed or forgotten meanwhile is not written over. */
async function put(seal: Seal, name: string, work: Unsaved, stillCurrent: () => boolean): Promise<void> {
  const sealed = await seal.close(JSON.stringify(work));
  if (stillCurrent()) localStorage.setItem(name, `${Date.now()} ${sealed}`);
}

/** Other people's, and what is older than a day. */
function dropStale(personId: number): void {
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(sealedPrefix)) continue;
    const age = Date.now() - Number.parseInt(localStorage.getItem(name) ?? "0", 10);
    if (!name.startsWith(`${sealedPrefix}${personId}.`) || !(age < kept)) localStorage.removeItem(name);
  }
}

async function unsealAll(seal: Seal, personId: number): Promise<Map<number, Unsaved>> {
  const works = new Map<number, Unsaved>();
  for (const name of Object.keys(localStorage)) {
    if (!name.startsWith(`${sealedPrefix}${personId}.`)) continue;
    const [, sealed = ""] = (localStorage.getItem(name) ?? "").split(" ");
    const text = await seal.open(sealed);
    const work = text === null ? null : parseUnsaved(text);
    if (work) works.set(Number(name.slice(name.lastIndexOf(".") + 1)), work);
    else localStorage.removeItem(name);
  }
  return works;
}
