/** The front doors that know sessions. A page never leads out of its own. */
export type Door = "/" | "/org" | "/m";

/** The door that a path belongs to; the desk's fits everything. */
export function doorOf(path: string): Door {
  for (const door of ["/org", "/m"] as const) {
    if (path === door || path.startsWith(`${door}/`)) return door;
  }
  return "/";
}
