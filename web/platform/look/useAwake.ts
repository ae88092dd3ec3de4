import { useEffect, useState } from "react";

/** A second tap on what was there before must not hit what has just appeared. */
const wakeAfter = 600;

export function useAwake(): boolean {
  const [awake, setAwake] = useState(false);
  useEffect(() => {
    const timer = setTimeout(() => setAwake(true), wakeAfter);
    return () => clearTimeout(timer);
  }, []);
  return awake;
}
