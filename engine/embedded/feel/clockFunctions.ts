import { dateAndTime, FeelFunction, parseDate } from "feelin";
import { zone, zonedText } from "./zone.ts";

/** `now()` and `today()` out of the clock port instead of the machine's clock; only those that are mentioned. */
export function clockFunctions(names: ReadonlySet<string>, now: number): Record<string, FeelFunction> {
  const functions: Record<string, FeelFunction> = {};
  if (names.has("now")) {
    functions.now = new FeelFunction(() => dateAndTime(`${zonedText(now)}@${zone.name}`), []);
  }
  if (names.has("today")) functions.today = new FeelFunction(() => parseDate(zonedText(now).slice(0, 10)), []);
  return functions;
}
