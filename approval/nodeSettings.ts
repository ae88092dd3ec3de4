import { type Role, roles } from "#domain/platform/roles.ts";
import { type Outcome, outcomes, type Phase } from "#domain/platform/states.ts";

/** A user task's settings (`zeebe:taskHeaders`), read and checked. */
export interface NodeSettings {
  candidates: { role: Role /** null: the deciding centre itself. */; orgCode: string | null };
  phase: Phase;
  outcomes: Outcome[];
  /** Outcomes that need an opinion; every refusal always does. */
  opinionFor: ReadonlySet<Outcome>;
  /** Counts for separation: nodes with it are decided by different persons. */
  review: boolean;
  /** Further nodes that another person must have decided. */
  distinctFrom: string[];
  /** Working days this node promises; null: the case's own due date. */
  promisedDays: number | null;
  /** Keys of the form that this node may write. */
  fields: string[];
  defaultOpinion: string;
  /** What the node offers beyond the handling itself; null: all that its phase allows. */
  actions: string[] | null;
  /** Nodes that it may be returned to; null: every one that the rules allow. */
  returnTargets: string[] | null;
  /** How much of the case somebody sees to whom this node sends a copy (抄送). */
  copyLevel: CopyLevel;
}

/** What a header `copy` may say: the record with masked data (where it says nothing), the whole case, or its summary. */
const copyLevels = ["history", "full", "summary"] as const;
export type CopyLevel = (typeof copyLevels)[number];

/** Outcomes that say no: they need reasons, and the screen shows them as dangerous. */
export const refusals: ReadonlySet<Outcome> = new Set(["proposeRefusal", "refuse", "notAccept"]);

const phases: readonly Phase[] = ["acceptance", "review", "decision"];

/**
 * Reads the headers of a user task.
 * @throws Error naming the header that is wrong: a defect of the diagram, found by the wiring test
 */
export function nodeSettings(headers: Readonly<Record<string, string>>): NodeSettings {
  const offered = list(headers.outcomes).map(outcomeOf);
  if (offered.length === 0) throw new Error("header outcomes: a user task offers at least one outcome");
  return {
    candidates: candidatesOf(headers.candidates ?? ""),
    phase: phaseOf(headers.phase ?? "review"),
    outcomes: offered,
    opinionFor: new Set([...list(headers.opinion).map(outcomeOf), ...refusals]),
    review: headers.review === "true",
    distinctFrom: list(headers.distinctFrom),
    promisedDays: headers.promisedDays === undefined ? null : daysOf(headers.promisedDays),
    fields: list(headers.fields),
    defaultOpinion: headers.defaultOpinion ?? "",
    actions: headers.actions === undefined ? null : list(headers.actions),
    returnTargets: headers.returnTargets === undefined ? null : list(headers.returnTargets),
    copyLevel: copyLevelOf(headers.copy ?? "history"),
  };
}

/** `handler` or `handler@survey-section`. */
function candidatesOf(text: string): NodeSettings["candidates"] {
  const [role = "", orgCode] = text.split("@");
  if (!isRole(role) || orgCode === "") throw new Error(`header candidates: "${text}" is not role or role@organisation`);
  return { role, orgCode: orgCode ?? null };
}

function phaseOf(text: string): Phase {
  const phase = phases.find((known) => known === text);
  if (!phase) throw new Error(`header phase: "${text}" is none of ${phases.join(", ")}`);
  return phase;
}

function copyLevelOf(text: string): CopyLevel {
  const level = copyLevels.find((known) => known === text);
  if (!level) throw new Error(`header copy: "${text}" is none of ${copyLevels.join(", ")}`);
  return level;
}

function outcomeOf(text: string): Outcome {
  if (!isOutcome(text)) throw new Error(`headers outcomes, opinion: "${text}" is not an outcome`);
  return text;
}

function daysOf(text: string): number {
  if (!/^[1-9]\d{0,3}$/.test(text)) throw new Error(`header promisedDays: "${text}" is not a number of working days`);
  return Number(text);
}

const isRole = (text: string): text is Role => Object.hasOwn(roles, text);
const isOutcome = (text: string): text is Outcome => Object.hasOwn(outcomes, text);
const list = (text: string | undefined): string[] =>
  (text ?? "")
    .split(",")
    .map((part) => part.trim())
    .filter(Boolean);
