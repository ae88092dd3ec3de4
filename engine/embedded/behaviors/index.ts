import type { CompileBehavior } from "./behavior.ts";
import { boundaryEvent } from "./boundaryEvent.ts";
import { endEvent } from "./endEvent.ts";
import { eventBasedGateway } from "./eventBasedGateway.ts";
import { exclusiveGateway } from "./exclusiveGateway.ts";
import { inclusiveGateway } from "./inclusiveGateway.ts";
import { intermediateCatchEvent } from "./intermediateCatchEvent.ts";
import { intermediateThrowEvent } from "./intermediateThrowEvent.ts";
import { jobTask } from "./jobTask.ts";
import { parallelGateway } from "./parallelGateway.ts";
import { passThroughTask } from "./passThroughTask.ts";
import { process } from "./process.ts";
import { receiveTask } from "./receiveTask.ts";
import { scriptTask } from "./scriptTask.ts";
import { startEvent } from "./startEvent.ts";
import { subProcess } from "./subProcess.ts";
import { userTask } from "./userTask.ts";

/** The elements that can be run. Everything else is refused when it is deployed. */
export const compilers: Readonly<Record<string, CompileBehavior>> = {
  "bpmn:Process": process,
  "bpmn:SubProcess": subProcess,
  "bpmn:StartEvent": startEvent,
  "bpmn:EndEvent": endEvent,
  "bpmn:IntermediateCatchEvent": intermediateCatchEvent,
  "bpmn:IntermediateThrowEvent": intermediateThrowEvent,
  "bpmn:BoundaryEvent": boundaryEvent,
  "bpmn:UserTask": userTask,
  "bpmn:ServiceTask": jobTask,
  "bpmn:SendTask": jobTask,
  "bpmn:ScriptTask": scriptTask,
  "bpmn:BusinessRuleTask": jobTask,
  "bpmn:ReceiveTask": receiveTask,
  "bpmn:ManualTask": passThroughTask,
  "bpmn:Task": passThroughTask,
  "bpmn:ExclusiveGateway": exclusiveGateway,
  "bpmn:ParallelGateway": parallelGateway,
  "bpmn:InclusiveGateway": inclusiveGateway,
  "bpmn:EventBasedGateway": eventBasedGateway,
};
