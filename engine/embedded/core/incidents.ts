import type { Incident } from "./incident.ts";
import type { Run } from "./run.ts";
import type { ElementRow, IncidentRow, JobRow } from "./state.ts";

/** Writes down why an element, or one of its jobs, cannot go on. */
export function raise(run: Run, element: ElementRow, { code, message }: Incident, job: JobRow | null = null): void {
  const row: IncidentRow = {
    key: run.nextKey(),
    rootKey: run.state.rootKey,
    elementKey: element.key,
    jobKey: job?.key ?? null,
    code,
    message,
    raisedAt: run.now,
  };
  run.state.incidents.add(row);
  run.state.elements.touch(element);
  run.emit({ type: "incident", incidentKey: String(row.key), code, message, ...run.place(element) });
}

/** What was wrong with an element does not matter any more. */
export function dropIncidents(run: Run, element: ElementRow): void {
  for (const incident of run.state.incidents.values()) {
    if (incident.elementKey === element.key) dropIncident(run, incident, element);
  }
}

export function dropIncident(run: Run, incident: IncidentRow, element: ElementRow): void {
  run.state.incidents.remove(incident);
  run.emit({ type: "incidentResolved", incidentKey: String(incident.key), ...run.place(element) });
}
