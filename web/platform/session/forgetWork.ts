/** Names of what a phone keeps, sealed, of a person's unsaved work, and of the place where its key lies. */
export const sealedPrefix = "anju.sealed.";
export const sealPlace = "anju.seal";

/** Forgets everything that this browser holds of a person's unsaved work: at log-out, and when another person comes. */
export function forgetWork(): void {
  sessionStorage.clear();
  for (const name of Object.keys(localStorage)) {
    if (name.startsWith(sealedPrefix)) localStorage.removeItem(name);
  }
  if (typeof indexedDB !== "undefined") indexedDB.deleteDatabase(sealPlace);
}
