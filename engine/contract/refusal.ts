import { chain, diagram, end, start } from "./diagram.ts";

/** A diagram that a deployment has to refuse, and what it has to say then. */
export interface Refusal {
  title: string;
  xml: () => string;
  /** The element that has to be named. */
  at: string | null;
  reason: RegExp;
}

/** `start x end`, where x is the part in question. */
export const around = (id: string, ...parts: string[]): string =>
  diagram(start(), ...parts, end(), chain(`start ${id} end`));

/** An element with just these extension elements. */
export const extended = (kind: string, id: string, extension: string): string =>
  `<bpmn:${kind} id="${id}"><bpmn:extensionElements>${extension}</bpmn:extensionElements></bpmn:${kind}>`;
