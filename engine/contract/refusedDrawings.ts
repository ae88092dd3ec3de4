import {
  boundary,
  catchEvent,
  chain,
  diagram,
  end,
  error,
  eventStart,
  eventSubProcess,
  exclusiveGateway,
  flow,
  inclusiveGateway,
  link,
  message,
  onError,
  onEscalation,
  onMessage,
  onTimer,
  plain,
  script,
  serviceTask,
  start,
  subProcess,
  throwEvent,
  userTask,
} from "./diagram.ts";

import { around, extended, type Refusal } from "./refusal.ts";

const cycle = (text: string) => onTimer("Cycle", text);

/** Elements that are supported, drawn in a way that cannot be run. */
export const refusedDrawings: Refusal[] = [
  {
    title: "a message start of a process",
    xml: () => diagram(eventStart("start", onMessage("m")), end(), chain("start end"), message("m")),
    at: "start",
    reason: /无触发/,
  },
  {
    title: "a signal end",
    xml: () => diagram(start(), end("end", "<bpmn:signalEventDefinition/>"), chain("start end")),
    at: "end",
    reason: /不支持/,
  },
  {
    title: "a user task of the old kind",
    xml: () => around("x", plain("userTask", "x")),
    at: "x",
    reason: /zeebe:userTask/,
  },
  {
    title: "a form without an id",
    xml: () => around("x", extended("userTask", "x", '<zeebe:userTask/><zeebe:formDefinition formKey="k"/>')),
    at: "x",
    reason: /formId/,
  },
  {
    title: "a job task without a type",
    xml: () => around("x", plain("serviceTask", "x")),
    at: "x",
    reason: /缺少作业类型/,
  },
  {
    title: "retries that are no number",
    xml: () => around("x", serviceTask("x", { retries: "many" })),
    at: "x",
    reason: /重试/,
  },
  { title: "a process without a start event", xml: () => diagram(userTask("x")), at: "story", reason: /没有开始事件/ },
  {
    title: "two start events",
    xml: () => diagram(start("a"), start("b"), end(), chain("a end"), chain("b end")),
    at: "story",
    reason: /一个开始事件/,
  },
  {
    title: "a sub-process without a start event",
    xml: () => around("x", subProcess("x", [userTask("y")])),
    at: "x",
    reason: /没有开始事件/,
  },
  {
    title: "an element that cannot be reached",
    xml: () => diagram(start(), end(), userTask("x"), chain("start end")),
    at: "x",
    reason: /无法到达/,
  },
  {
    title: "two elements with the same id",
    xml: () => around("x", userTask("x"), userTask("x")),
    at: "x",
    reason: /编号重复/,
  },
  { title: "an element without an id", xml: () => diagram(start(), "<bpmn:task/>"), at: "story", reason: /没有编号/ },
  { title: "a flow to nowhere", xml: () => diagram(start(), chain("start gone")), at: "start_gone", reason: /gone/ },
  {
    title: "a flow across the border of a sub-process",
    xml: () =>
      diagram(
        start(),
        subProcess("p", [start("s"), userTask("x"), chain("s x")]),
        chain("start p"),
        flow("start", "x"),
      ),
    at: "start_x",
    reason: /不在同一个/,
  },
  {
    title: "a condition on a flow of a task",
    xml: () => diagram(start(), end(), flow("start", "end", "=a")),
    at: "start_end",
    reason: /排他网关/,
  },
  {
    title: "a flow of an exclusive gateway without a condition",
    xml: () => diagram(start(), exclusiveGateway("g"), end("a"), end("b"), chain("start g a"), flow("g", "b", "=x")),
    at: "g_a",
    reason: /缺少条件/,
  },
  {
    title: "a condition that is no expression",
    xml: () =>
      diagram(start(), exclusiveGateway("g", "g_a"), end("a"), end("b"), chain("start g a"), flow("g", "b", "x > 1")),
    at: "g_b",
    reason: /以 = 开头/,
  },
  {
    title: "a condition with a syntax error",
    xml: () =>
      diagram(start(), exclusiveGateway("g", "g_a"), end("a"), end("b"), chain("start g a"), flow("g", "b", "=x >")),
    at: "g_b",
    reason: /语法错误/,
  },
  {
    title: "a condition on the default flow",
    xml: () => diagram(start(), exclusiveGateway("g", "g_a"), end("a"), chain("start g"), flow("g", "a", "=x")),
    at: "g_a",
    reason: /默认出线/,
  },
  {
    title: "an expression that calls an unknown function",
    xml: () => around("x", userTask("x", { inputs: [["=frobnicate(1)", "y"]] })),
    at: "x",
    reason: /frobnicate/,
  },
  {
    title: "a mapping to what is no variable name",
    xml: () => around("x", userTask("x", { inputs: [["=1", "a b"]] })),
    at: "x",
    reason: /变量名/,
  },
  {
    title: "a mapping to a prototype",
    xml: () => around("x", userTask("x", { inputs: [["=1", "__proto__.a"]] })),
    at: "x",
    reason: /变量名/,
  },
  {
    title: "a duration that is none",
    xml: () => around("x", catchEvent("x", onTimer("Duration", "5 minutes"))),
    at: "x",
    reason: /ISO 8601/,
  },
  {
    title: "a date that does not exist",
    xml: () => around("x", catchEvent("x", onTimer("Date", "2026-02-30T00:00:00Z"))),
    at: "x",
    reason: /ISO 8601/,
  },
  {
    title: "a timer without a time",
    xml: () => around("x", catchEvent("x", "<bpmn:timerEventDefinition/>")),
    at: "x",
    reason: /只能有一个/,
  },
  {
    title: "a cycle that interrupts",
    xml: () =>
      diagram(start(), userTask("u"), boundary("x", "u", cycle("R/PT1H")), end(), chain("start u end"), chain("x end")),
    at: "x",
    reason: /周期/,
  },
  {
    title: "a cron expression",
    xml: () =>
      diagram(
        start(),
        userTask("u"),
        boundary("x", "u", cycle("0 0 9 * * *"), { beside: true }),
        end(),
        chain("start u end"),
        chain("x end"),
      ),
    at: "x",
    reason: /ISO 8601/,
  },
  {
    title: "an error that is not defined",
    xml: () => around("x", subProcess("x", [start("s"), end("e", onError("gone")), chain("s e")])),
    at: "e",
    reason: /gone/,
  },
  {
    title: "an error end without a code",
    xml: () => diagram(start(), end("e", onError()), chain("start e")),
    at: "e",
    reason: /错误代码/,
  },
  {
    title: "an error boundary event that does not interrupt",
    xml: () =>
      diagram(
        start(),
        userTask("u"),
        boundary("x", "u", onError(), { beside: true }),
        end(),
        chain("start u end"),
        chain("x end"),
      ),
    at: "x",
    reason: /必须是中断/,
  },
  {
    title: "two events for one error on one task",
    xml: () =>
      diagram(
        start(),
        userTask("u"),
        boundary("x", "u", onError("E")),
        boundary("y", "u", onError("F")),
        end(),
        chain("start u end"),
        chain("x end"),
        chain("y end"),
        error("E", "same"),
        error("F", "same"),
      ),
    at: "u",
    reason: /同一个错误/,
  },
  {
    title: "a catch of a computed error code",
    xml: () =>
      diagram(
        start(),
        userTask("u"),
        boundary("x", "u", onError("E")),
        end(),
        chain("start u end"),
        chain("x end"),
        error("E", "=code"),
      ),
    at: "x",
    reason: /固定文本/,
  },
  {
    title: "a boundary event on a gateway",
    xml: () =>
      diagram(
        start(),
        exclusiveGateway("g"),
        boundary("x", "g", onTimer("Duration", "PT1H")),
        end(),
        chain("start g end"),
        chain("x end"),
      ),
    at: "x",
    reason: /附着/,
  },
  {
    title: "a boundary event without a flow",
    xml: () => diagram(start(), userTask("u"), boundary("x", "u", onTimer("Duration", "PT1H")), chain("start u")),
    at: "x",
    reason: /缺少出线/,
  },
  {
    title: "a message event without a message",
    xml: () => around("x", catchEvent("x", "<bpmn:messageEventDefinition/>")),
    at: "x",
    reason: /没有引用消息/,
  },
  {
    title: "a receive task without a message",
    xml: () => around("x", plain("receiveTask", "x")),
    at: "x",
    reason: /没有引用消息/,
  },
  {
    title: "a boundary event on a task that is done at once",
    xml: () =>
      diagram(
        start(),
        plain("manualTask", "t"),
        boundary("x", "t", onTimer("Duration", "PT1H")),
        end(),
        chain("start t end"),
        chain("x end"),
      ),
    at: "x",
    reason: /附着/,
  },
  {
    title: "a cycle that starts an interrupting event sub-process",
    xml: () =>
      diagram(
        start(),
        end(),
        chain("start end"),
        eventSubProcess("esp", [eventStart("x", cycle("R/PT1H")), end("e"), chain("x e")]),
      ),
    at: "x",
    reason: /周期/,
  },
  {
    title: "a flow of an inclusive gateway without a condition",
    xml: () => diagram(start(), inclusiveGateway("g"), end("a"), end("b"), chain("start g a"), flow("g", "b", "=x")),
    at: "g_a",
    reason: /包容网关的出线缺少条件/,
  },
  {
    title: "an event-based gateway with one flow",
    xml: () =>
      diagram(
        start(),
        plain("eventBasedGateway", "g"),
        catchEvent("x", onTimer("Duration", "PT1H")),
        end(),
        chain("start g x end"),
      ),
    at: "g",
    reason: /至少要有两条出线/,
  },
  {
    title: "an event-based gateway that leads to a task",
    xml: () =>
      diagram(
        start(),
        plain("eventBasedGateway", "g"),
        catchEvent("x", onTimer("Duration", "PT1H")),
        userTask("u"),
        end(),
        chain("start g x end"),
        chain("g u end"),
      ),
    at: "g_u",
    reason: /中间捕获事件/,
  },
  {
    title: "an event after an event-based gateway that can be reached otherwise",
    xml: () =>
      diagram(
        start(),
        plain("eventBasedGateway", "g"),
        catchEvent("x", onTimer("Duration", "PT1H")),
        catchEvent("y", onTimer("Duration", "PT2H")),
        chain("start g x"),
        chain("g y x"),
      ),
    at: "x",
    reason: /只能有一条进线/,
  },
  {
    title: "an escalation on the border of a task",
    xml: () =>
      diagram(start(), userTask("u"), boundary("x", "u", onEscalation()), end(), chain("start u end"), chain("x end")),
    at: "x",
    reason: /只能附着在子流程/,
  },
  {
    title: "an escalation thrown without a code",
    xml: () => around("x", `<bpmn:intermediateThrowEvent id="x">${onEscalation()}</bpmn:intermediateThrowEvent>`),
    at: "x",
    reason: /缺少升级代码/,
  },
  {
    title: "a message without a correlation key",
    xml: () => around("x", catchEvent("x", onMessage("m")), '<bpmn:message id="m" name="m"/>'),
    at: "x",
    reason: /缺少消息的关联键/,
  },
  {
    title: "an event sub-process without a trigger",
    xml: () => diagram(start(), end(), chain("start end"), eventSubProcess("x", [start("s"), end("e"), chain("s e")])),
    at: "s",
    reason: /消息、定时、错误或升级/,
  },
  {
    title: "an end event with a flow out of it",
    xml: () => diagram(start(), end(), userTask("u"), chain("start end u")),
    at: "end",
    reason: /不能有出线/,
  },
  {
    title: "a start event with a flow into it",
    xml: () => diagram(start(), userTask("u"), chain("start u start")),
    at: "start",
    reason: /不能有进线/,
  },
  {
    title: "a link that leads nowhere",
    xml: () => diagram(start(), throwEvent("x", link("on")), chain("start x")),
    at: "x",
    reason: /没有捕获链接/,
  },
  {
    title: "a link into another scope",
    xml: () =>
      diagram(
        start(),
        subProcess("p", [start("s"), throwEvent("x", link("on")), chain("s x")]),
        catchEvent("in", link("on")),
        chain("start p"),
      ),
    at: "x",
    reason: /没有捕获链接/,
  },
  {
    title: "a link that could lead to two events",
    xml: () =>
      diagram(
        start(),
        throwEvent("out", link("on")),
        catchEvent("x", link("on")),
        catchEvent("y", link("on")),
        chain("start out"),
      ),
    at: "x",
    reason: /两个捕获链接/,
  },
  {
    title: "a link without a name",
    xml: () => diagram(start(), throwEvent("x", "<bpmn:linkEventDefinition/>"), chain("start x")),
    at: "x",
    reason: /缺少链接名称/,
  },
  {
    title: "a flow out of a link that is thrown",
    xml: () =>
      diagram(
        start(),
        throwEvent("x", link("on")),
        catchEvent("in", link("on")),
        end(),
        chain("start x end"),
        chain("in end"),
      ),
    at: "x",
    reason: /不能有出线/,
  },
  {
    title: "a flow into a link that is caught",
    xml: () =>
      diagram(
        start(),
        userTask("u"),
        throwEvent("out", link("on")),
        catchEvent("x", link("on")),
        chain("start u x"),
        chain("u out"),
      ),
    at: "x",
    reason: /不能有进线/,
  },
  {
    title: "a message thrown without a job type",
    xml: () => around("x", throwEvent("x", "<bpmn:messageEventDefinition/>")),
    at: "x",
    reason: /缺少作业类型/,
  },
  {
    title: "a message end without a job type",
    xml: () => diagram(start(), end("x", "<bpmn:messageEventDefinition/>"), chain("start x")),
    at: "x",
    reason: /缺少作业类型/,
  },
  {
    title: "a script that is no expression",
    xml: () => around("x", script("x", "1 + 1", "r")),
    at: "x",
    reason: /以 = 开头/,
  },
  {
    title: "a script into what is no variable name",
    xml: () => around("x", script("x", "=1", "a b")),
    at: "x",
    reason: /变量名/,
  },
];
