const storageKey = "anju.elder";

/** 长辈模式: large type, fewer things. Remembered where the browser lets us. */
export function elderMode(): boolean {
  try {
    return localStorage.getItem(storageKey) === "1";
  } catch {
    return false;
  }
}

export function setElderMode(on: boolean): void {
  document.documentElement.classList.toggle("elder", on);
  try {
    localStorage.setItem(storageKey, on ? "1" : "0");
  } catch {
    // A browser without storage keeps the choice for this page only.
  }
}
