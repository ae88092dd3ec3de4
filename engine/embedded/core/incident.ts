import { FeelError } from "../feel/expression.ts";

/** Why something stopped. The words are Zeebe's error types where it has one. */
export type IncidentCode =
  | "CONDITION_ERROR"
  | "EXTRACT_VALUE_ERROR"
  | "JOB_NO_RETRIES"
  | "UNHANDLED_ERROR_EVENT"
  | "STEP_LIMIT";

/** Thrown by a step that cannot be taken. The element stops; resolving the incident takes the same step again. */
export class Incident extends Error {
  readonly code: IncidentCode;
  /** @param message a Chinese sentence for the operator; without personal data */
  constructor(code: IncidentCode, message: string) {
    super(message);
    this.name = "Incident";
    this.code = code;
  }
}

/** What stops one element; anything else is a defect and fails the command. */
export function asIncident(error: unknown): Incident {
  if (error instanceof Incident) return error;
  if (error instanceof FeelError) return new Incident("EXTRACT_VALUE_ERROR", error.message);
  throw error;
}
