import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { BpmnModdle } from "bpmn-moddle";

/** What tests ask of a diagram, read from its XML without the engine. */
export interface Diagram {
  file: string;
  processId: string;
  name: string;
  /** Every element that has an id, with its label ("" where it has none). */
  elements: { id: string; name: string }[];
  userTasks: { id: string; formId: string; headers: Record<string, string> }[];
  jobs: { id: string; type: string; effect: string }[];
  /** Error codes of boundary events. */
  caughtErrors: string[];
  /** The interrupting event sub-process; null where none is drawn. */
  stop: { message: string; correlationKey: string; jobs: string[] } | null;
}

/** As moddle gives it: attributes by name, elements with their type. */
interface Element {
  $type: string;
  id?: string;
  name?: string;
  [attribute: string]: unknown;
}

export async function readDiagram(file: string): Promise<Diagram> {
  const zeebe = createRequire(import.meta.url)("zeebe-bpmn-moddle/resources/zeebe.json") as object;
  const { rootElement } = await new BpmnModdle({ zeebe }).fromXML(readFileSync(file, "utf8"));
  const roots = listOf(rootElement as unknown as Element, "rootElements");
  const process = roots.find(({ $type }) => $type === "bpmn:Process")!;
  const all = flowElements(process);
  const named = roots.filter(({ $type }) => $type === "bpmn:Error" || $type === "bpmn:Message");
  return {
    file,
    processId: process.id ?? "",
    name: process.name ?? "",
    elements: [...all, ...named].map(({ id = "", name = "" }) => ({ id, name })),
    userTasks: ofType(all, "bpmn:UserTask").map((task) => ({
      id: task.id ?? "",
      formId: String(extension(task, "zeebe:FormDefinition")?.formId ?? ""),
      headers: headersOf(task),
    })),
    jobs: ofType(all, "bpmn:ServiceTask").map((task) => ({
      id: task.id ?? "",
      type: jobType(task),
      effect: headersOf(task).effect ?? "",
    })),
    caughtErrors: ofType(all, "bpmn:BoundaryEvent").flatMap((event) =>
      definitions(event, "bpmn:ErrorEventDefinition").map((one) => String((one.errorRef as Element).errorCode)),
    ),
    stop: stopOf(all),
  };
}

function stopOf(all: Element[]): Diagram["stop"] {
  const subProcess = ofType(all, "bpmn:SubProcess").find(({ triggeredByEvent }) => triggeredByEvent === true);
  const inside = subProcess ? flowElements(subProcess) : [];
  const start = ofType(inside, "bpmn:StartEvent").find(({ isInterrupting }) => isInterrupting !== false);
  const message = start && definitions(start, "bpmn:MessageEventDefinition")[0]?.messageRef;
  if (!message) return null;
  return {
    message: (message as Element).name ?? "",
    correlationKey: String(extension(message as Element, "zeebe:Subscription")?.correlationKey ?? ""),
    jobs: ofType(inside, "bpmn:ServiceTask").map(jobType),
  };
}

const flowElements = (scope: Element): Element[] =>
  listOf(scope, "flowElements").flatMap((element) => [element, ...flowElements(element)]);
const ofType = (elements: Element[], type: string): Element[] => elements.filter(({ $type }) => $type === type);
const definitions = (event: Element, type: string): Element[] => ofType(listOf(event, "eventDefinitions"), type);
const extension = ({ extensionElements }: Element, type: string): Element | undefined =>
  extensionElements ? ofType(listOf(extensionElements as Element, "values"), type)[0] : undefined;
const jobType = (task: Element): string => String(extension(task, "zeebe:TaskDefinition")?.type ?? "");

function headersOf(task: Element): Record<string, string> {
  const headers = extension(task, "zeebe:TaskHeaders");
  return Object.fromEntries(
    (headers ? listOf(headers, "values") : []).map(({ key, value }) => [String(key), String(value)]),
  );
}

function listOf(element: Element, attribute: string): Element[] {
  const values = element[attribute];
  return Array.isArray(values) ? (values as Element[]) : [];
}
