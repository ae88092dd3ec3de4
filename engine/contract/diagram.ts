/** Small diagrams as text, one part per element. Ids serve as names. */
const namespaces = [
  'xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"',
  'xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"',
  'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"',
].join(" ");

/** A file with one executable process `story`; parts that are roots of the file (messages, errors) may be among them. */
export function diagram(...parts: string[]): string {
  return file(
    `<bpmn:process id="story" name="Story" isExecutable="true">${inside(parts)}</bpmn:process>${roots(parts)}`,
  );
}

/** A whole file around what stands beside or instead of a process. */
export const file = (content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><bpmn:definitions ${namespaces} id="definitions" targetNamespace="anju">${content}</bpmn:definitions>`;

const isRoot = (part: string) => /^<bpmn:(message|error|escalation) /.test(part);
const inside = (parts: string[]) => parts.filter((part) => !isRoot(part)).join("");
const roots = (parts: string[]) => parts.filter(isRoot).join("");

interface Extensions {
  headers?: Record<string, string>;
  /** `["=source", "target"]` */
  inputs?: [string, string][];
  outputs?: [string, string][];
}

function extensionElements({ headers, inputs = [], outputs = [] }: Extensions, ...own: string[]): string {
  const mapping = [
    ...inputs.map(([source, target]) => `<zeebe:input source="${encode(source)}" target="${target}"/>`),
    ...outputs.map(([source, target]) => `<zeebe:output source="${encode(source)}" target="${target}"/>`),
  ].join("");
  const header = Object.entries(headers ?? {}).map(([key, value]) => `<zeebe:header key="${key}" value="${value}"/>`);
  return `<bpmn:extensionElements>${own.join("")}${
    header.length > 0 ? `<zeebe:taskHeaders>${header.join("")}</zeebe:taskHeaders>` : ""
  }${mapping ? `<zeebe:ioMapping>${mapping}</zeebe:ioMapping>` : ""}</bpmn:extensionElements>`;
}

const encode = (text: string) =>
  text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");

export const start = (id = "start", options: Extensions = {}): string =>
  `<bpmn:startEvent id="${id}">${extensionElements(options)}</bpmn:startEvent>`;
export const end = (id = "end", definition = ""): string => `<bpmn:endEvent id="${id}">${definition}</bpmn:endEvent>`;
export const terminate = "<bpmn:terminateEventDefinition/>";

export const userTask = (id: string, options: Extensions & { formId?: string } = {}): string =>
  `<bpmn:userTask id="${id}">${extensionElements(
    options,
    "<zeebe:userTask/>",
    options.formId ? `<zeebe:formDefinition formId="${options.formId}" bindingType="deployment"/>` : "",
  )}</bpmn:userTask>`;

/** A job task; its type is its id unless given. */
export const serviceTask = (
  id: string,
  {
    type = id,
    retries,
    kind = "serviceTask",
    ...options
  }: Extensions & { type?: string; retries?: string; kind?: string } = {},
): string => {
  const attribute = retries === undefined ? "" : ` retries="${encode(retries)}"`;
  const definition = `<zeebe:taskDefinition type="${encode(type)}"${attribute}/>`;
  return `<bpmn:${kind} id="${id}">${extensionElements(options, definition)}</bpmn:${kind}>`;
};
/** Any element with nothing to it but mappings. */
export const plain = (kind: string, id: string, options: Extensions = {}, attributes = ""): string =>
  `<bpmn:${kind} id="${id}" ${attributes}>${extensionElements(options)}</bpmn:${kind}>`;

export const exclusiveGateway = (id: string, defaultFlow?: string): string =>
  `<bpmn:exclusiveGateway id="${id}"${defaultFlow ? ` default="${defaultFlow}"` : ""}/>`;
export const inclusiveGateway = (id: string, defaultFlow?: string): string =>
  exclusiveGateway(id, defaultFlow).replace("exclusiveGateway", "inclusiveGateway");
export const parallelGateway = (id: string): string => `<bpmn:parallelGateway id="${id}"/>`;

export const flow = (from: string, to: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${from}_${to}" sourceRef="${from}" targetRef="${to}">${
    condition
      ? `<bpmn:conditionExpression xsi:type="bpmn:tFormalExpression">${encode(condition)}</bpmn:conditionExpression>`
      : ""
  }</bpmn:sequenceFlow>`;
/** Flows through elements in a row: `chain("start review end")`. */
export function chain(ids: string): string {
  const names = ids.split(" ");
  return names
    .slice(1)
    .map((name, index) => flow(names[index]!, name))
    .join("");
}

export const subProcess = (id: string, parts: string[], options: Extensions = {}): string =>
  `<bpmn:subProcess id="${id}">${extensionElements(options)}${parts.join("")}</bpmn:subProcess>`;
export const eventSubProcess = (id: string, parts: string[], options: Extensions = {}): string =>
  `<bpmn:subProcess id="${id}" triggeredByEvent="true">${extensionElements(options)}${parts.join("")}</bpmn:subProcess>`;
export const eventStart = (id: string, definition: string, options: Extensions & { beside?: boolean } = {}): string =>
  `<bpmn:startEvent id="${id}" isInterrupting="${!options.beside}">${extensionElements(options)}${definition}</bpmn:startEvent>`;
export const boundary = (
  id: string,
  host: string,
  definition: string,
  options: Extensions & { beside?: boolean } = {},
): string =>
  `<bpmn:boundaryEvent id="${id}" attachedToRef="${host}" cancelActivity="${!options.beside}">${extensionElements(options)}${definition}</bpmn:boundaryEvent>`;
export const catchEvent = (id: string, definition: string, options: Extensions = {}): string =>
  `<bpmn:intermediateCatchEvent id="${id}">${extensionElements(options)}${definition}</bpmn:intermediateCatchEvent>`;

export const throwEvent = (id: string, definition: string, options: Extensions & { type?: string } = {}): string =>
  `<bpmn:intermediateThrowEvent id="${id}">${extensionElements(options, jobOf(options))}${definition}</bpmn:intermediateThrowEvent>`;
/** A message end, whose job is done by a worker. */
export const messageEnd = (id: string, type: string): string =>
  `<bpmn:endEvent id="${id}">${extensionElements({}, jobOf({ type }))}<bpmn:messageEventDefinition/></bpmn:endEvent>`;
const jobOf = ({ type }: { type?: string }) => (type ? `<zeebe:taskDefinition type="${type}"/>` : "");
export const link = (name: string): string => `<bpmn:linkEventDefinition name="${name}"/>`;
export const script = (id: string, expression: string, resultVariable: string, options: Extensions = {}): string =>
  `<bpmn:scriptTask id="${id}">${extensionElements(
    options,
    `<zeebe:script expression="${encode(expression)}" resultVariable="${resultVariable}"/>`,
  )}</bpmn:scriptTask>`;

/** Waits for a message, as a task. */
export const receiveTask = (id: string, reference: string, options: Extensions = {}): string =>
  plain("receiveTask", id, options, `messageRef="${reference}"`);
export const onMessage = (reference: string): string => `<bpmn:messageEventDefinition messageRef="${reference}"/>`;
export const message = (id: string, correlationKey = "=key", name = id): string =>
  `<bpmn:message id="${id}" name="${encode(name)}"><bpmn:extensionElements><zeebe:subscription correlationKey="${encode(correlationKey)}"/></bpmn:extensionElements></bpmn:message>`;
export const onError = (reference?: string): string =>
  `<bpmn:errorEventDefinition${reference ? ` errorRef="${reference}"` : ""}/>`;
export const error = (id: string, code = id): string => `<bpmn:error id="${id}" errorCode="${encode(code)}"/>`;
export const onEscalation = (reference?: string): string =>
  onError(reference).replace("errorEventDefinition", "escalationEventDefinition").replace("errorRef", "escalationRef");
export const escalation = (id: string, code = id): string =>
  `<bpmn:escalation id="${id}" escalationCode="${encode(code)}"/>`;
export const onTimer = (kind: "Date" | "Duration" | "Cycle", text: string): string =>
  `<bpmn:timerEventDefinition><bpmn:time${kind} xsi:type="bpmn:tFormalExpression">${encode(text)}</bpmn:time${kind}></bpmn:timerEventDefinition>`;
