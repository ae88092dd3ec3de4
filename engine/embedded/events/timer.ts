import type { Compiler } from "../compile/compiler.ts";
import { body, type Source } from "../compile/source.ts";
import { Incident } from "../core/incident.ts";
import type { TimerRow } from "../core/state.ts";
import { kindOf } from "../core/variables.ts";
import { addDuration, isDuration, parseCycle, parseMoment } from "../feel/time.ts";
import type { CompileTrigger } from "./index.ts";

type Due = Pick<TimerRow, "due" | "repetitions" | "period">;
/** Answers null where the text does not have the form. */
type Read = (text: string, now: number) => Due | null;

const forms: Readonly<Record<string, { what: string; read: Read }>> = {
  timeDate: { what: "日期时间", read: (text) => once(parseMoment(text)) },
  timeDuration: { what: "时长", read: (text, now) => (isDuration(text) ? once(addDuration(now, text)) : null) },
  timeCycle: {
    what: "周期",
    read(text, now) {
      const cycle = parseCycle(text);
      if (!cycle) return null;
      const { repetitions, first, period } = cycle;
      const begin = once(first ?? addDuration(now, period));
      return begin && { ...begin, repetitions: repetitions < 0 ? -1 : repetitions - 1, period };
    },
  },
};

const once = (due: number | null): Due | null =>
  due === null || !Number.isFinite(due) ? null : { due, repetitions: 0, period: null };

/** A moment, a duration from the beginning of the waiting, or (where nothing is interrupted) a cycle. */
export const timerTrigger: CompileTrigger = (event, definition, interrupting, compiler) => {
  const given = Object.keys(forms).filter((property) => definition[property]);
  const [property] = given;
  if (given.length !== 1 || !property) {
    compiler.refuse(event, "定时事件必须且只能有一个日期时间、时长或周期。");
    return null;
  }
  if (property === "timeCycle" && interrupting) compiler.refuse(event, "只有不中断的事件才能使用周期定时。");
  const { what, read } = forms[property]!;
  const value = compiler.value(event, body(definition, property), what);
  if (value.fixed !== null) checkFixed(event, value.fixed, what, read, compiler);
  return {
    type: "timer",
    prepare(run, owner, target) {
      const result = run.evaluate(value, owner);
      const due = typeof result === "string" ? read(result, run.now) : null;
      if (!due)
        throw new Incident("EXTRACT_VALUE_ERROR", `${target.id} 的${what}无法读取，得到的是${kindOf(result)}。`);
      const row = {
        key: run.nextKey(),
        rootKey: owner.rootKey,
        elementKey: owner.key,
        targetId: target.id,
        ...due,
      };
      return () => void run.state.timers.add(row);
    },
  };
};

function checkFixed(event: Source, text: string, what: string, read: Read, compiler: Compiler): void {
  if (!read(text, 0)) compiler.refuse(event, `${what}“${text}”不是 ISO 8601 格式。`);
}
