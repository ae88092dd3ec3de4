import { catchEvent, plain, start, userTask } from "./diagram.ts";
import { around, extended, type Refusal } from "./refusal.ts";

const unsupported = (title: string, id: string, ...parts: string[]): Refusal => ({
  title,
  xml: () => around(id, ...parts),
  at: id,
  reason: /不支持/,
});
const event = (id: string, definition: string) =>
  catchEvent(id, `<bpmn:${definition}EventDefinition id="definition"/>`);
const multiInstance = "<bpmn:multiInstanceLoopCharacteristics/>";

/** What this engine does not run yet, or never will. */
export const refusedElements: Refusal[] = [
  unsupported("a call activity", "x", plain("callActivity", "x")),
  unsupported("a complex gateway", "x", plain("complexGateway", "x")),
  unsupported("a transaction", "x", `<bpmn:transaction id="x">${start("s")}</bpmn:transaction>`),
  unsupported(
    "an ad-hoc sub-process",
    "x",
    `<bpmn:adHocSubProcess id="x">${plain("task", "t")}</bpmn:adHocSubProcess>`,
  ),
  unsupported(
    "a multi-instance marker",
    "x",
    userTask("x").replace("</bpmn:userTask>", `${multiInstance}</bpmn:userTask>`),
  ),
  unsupported("a loop marker", "x", '<bpmn:task id="x"><bpmn:standardLoopCharacteristics/></bpmn:task>'),
  unsupported("a compensation handler", "x", plain("task", "x", {}, 'isForCompensation="true"')),
  unsupported("a signal event", "x", event("x", "signal")),
  unsupported("an escalation event", "x", event("x", "escalation")),
  unsupported("a conditional event", "x", event("x", "conditional")),
  unsupported(
    "a throwing event",
    "x",
    '<bpmn:intermediateThrowEvent id="x"><bpmn:signalEventDefinition/></bpmn:intermediateThrowEvent>',
  ),
  unsupported(
    "a called decision",
    "x",
    extended("businessRuleTask", "x", '<zeebe:calledDecision decisionId="d" resultVariable="r"/>'),
  ),
  unsupported(
    "a task listener",
    "x",
    extended(
      "userTask",
      "x",
      '<zeebe:userTask/><zeebe:taskListeners><zeebe:taskListener eventType="creating" type="t"/></zeebe:taskListeners>',
    ),
  ),
  unsupported(
    "an assignee on the diagram",
    "x",
    extended("userTask", "x", '<zeebe:userTask/><zeebe:assignmentDefinition assignee="li"/>'),
  ),
];
