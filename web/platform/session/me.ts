import { createContext, useContext } from "react";
import type { Me } from "#domain/platform/session.ts";

export const MeContext = createContext<Me | null>(null);

/** The person at this page. Only below a door's gate. */
export function useMe(): Me {
  const me = useContext(MeContext);
  if (!me) throw new Error("useMe outside a gate");
  return me;
}
