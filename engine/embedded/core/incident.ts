/** Why something stopped. The words are Zeebe's error types where it has one. */
export type IncidentCode =
  | "CONDITION_ERROR"
  | "EXTRACT_VALUE_ERROR"
  | "IO_MAPPING_ERROR"
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
