import { useSyncExternalStore } from "react";
import { z } from "zod";

/** What a person sets for this browser. */
const settingsSchema = z.object({
  textSize: z.enum(["standard", "large", "huge"]).catch("standard"),
  singleKeys: z.boolean().catch(true),
  afterDecision: z.enum(["next", "stay", "list"]).catch("next"),
});
export type Settings = z.infer<typeof settingsSchema>;
export const textSizes = { standard: "标准", large: "大", huge: "特大" } as const;
export const fontSizes = { standard: 14, large: 16, huge: 18 } as const;

const storageKey = "anju.settings";
const listeners = new Set<() => void>();
let current = read();

function read(): Settings {
  try {
    return settingsSchema.parse(JSON.parse(localStorage.getItem(storageKey) ?? "{}"));
  } catch {
    return settingsSchema.parse({});
  }
}

export function changeSettings(change: Partial<Settings>): void {
  current = { ...current, ...change };
  localStorage.setItem(storageKey, JSON.stringify(current));
  for (const listener of listeners) listener();
}

export const useSettings = (): Settings =>
  useSyncExternalStore(
    (listener) => {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    () => current,
  );
