import { extension, text } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { Incident } from "../core/incident.ts";
import { requireText } from "../core/variables.ts";
import type { CompileBehavior } from "./behavior.ts";

/** What a worker does: service and send tasks, script and business rule tasks that name a job type, thrown messages. */
export const jobTask: CompileBehavior = (source, _node, compiler): Behavior => {
  compiler.allowExtensions(source, "zeebe:TaskDefinition", "zeebe:TaskHeaders", "zeebe:IoMapping");
  const definition = extension(source, "zeebe:TaskDefinition");
  const type = compiler.value(source, text(definition, "type"), "作业类型");
  const retries = compiler.value(source, text(definition, "retries") ?? "3", "重试次数");
  if (retries.fixed !== null && !/^\d{1,6}$/.test(retries.fixed)) compiler.refuse(source, "重试次数不是整数。");
  return {
    enter(run, element, node) {
      const jobType = requireText(run.evaluate(type, element), "作业类型");
      const job = run.state.jobs.add({
        retries: wholeNumber(run.evaluate(retries, element)),
        key: run.nextKey(),
        rootKey: element.rootKey,
        elementKey: element.key,
        type: jobType,
        worker: null,
        availableAt: 0,
      });
      const headers = { ...node.headers };
      run.emit({ type: "jobCreated", jobKey: String(job.key), jobType, headers, ...run.place(element) });
    },
    terminated(run, element) {
      for (const job of run.state.jobs.values()) {
        if (job.elementKey !== element.key) continue;
        run.state.jobs.remove(job);
        run.emit({ type: "jobCanceled", jobKey: String(job.key), jobType: job.type, ...run.place(element) });
      }
    },
  };
};

function wholeNumber(value: unknown): number {
  const number = Number(value);
  if (value !== null && Number.isInteger(number) && number >= 0 && number < 1_000_000) return number;
  throw new Incident("EXTRACT_VALUE_ERROR", "重试次数应得到 0 至 999999 的整数。");
}
