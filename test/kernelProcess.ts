/**
 * A tiny permit for tests of the kernel: 受理 → job → 初审 → 复核 → 审定 → job that may fail, which leads back to 审定 → end; a
 * refusal waits a day before it ends; message `stop` undoes and ends it. Every way a decision, a job, an error and a timer can go occurs once.
 */
const extension = (body: string): string => `<bpmn:extensionElements>${body}</bpmn:extensionElements>`;

function userTask(id: string, name: string, headers: Record<string, string>, form?: string): string {
  const rows = Object.entries(headers).map(([key, value]) => `<zeebe:header key="${key}" value="${value}" />`);
  const formOf = form ? `<zeebe:formDefinition formId="${form}" bindingType="deployment" />` : "";
  return `<bpmn:userTask id="${id}" name="${name}">${extension(
    `<zeebe:userTask />${formOf}<zeebe:taskHeaders>${rows.join("")}</zeebe:taskHeaders>`,
  )}</bpmn:userTask>`;
}

const serviceTask = (id: string, type: string, effect = "repeatable"): string =>
  `<bpmn:serviceTask id="${id}" name="${id}">${extension(
    `<zeebe:taskDefinition type="${type}" retries="3" /><zeebe:taskHeaders><zeebe:header key="effect" value="${effect}" /></zeebe:taskHeaders>`,
  )}</bpmn:serviceTask>`;

const flow = (from: string, to: string, condition?: string): string =>
  `<bpmn:sequenceFlow id="${from}To${to}" sourceRef="${from}" targetRef="${to}">${
    condition ? `<bpmn:conditionExpression>${condition}</bpmn:conditionExpression>` : ""
  }</bpmn:sequenceFlow>`;

const review = { phase: "review", outcomes: "proposeApproval,proposeRefusal", review: "true" };

export const testProcess = `<?xml version="1.0" encoding="UTF-8"?>
<bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL"
  xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xmlns:zeebe="http://camunda.org/schema/zeebe/1.0"
  xmlns:modeler="http://camunda.org/schema/modeler/1.0" id="Definitions_TestPermit" targetNamespace="test"
  modeler:executionPlatform="Camunda Cloud" modeler:executionPlatformVersion="8.8.0">
  <bpmn:process id="test-permit" name="测试许可" isExecutable="true">
    <bpmn:startEvent id="Submitted" />
    ${userTask("accept", "受理", { candidates: "windowClerk@window", phase: "acceptance", outcomes: "approve,notAccept", promisedDays: "1" })}
    <bpmn:exclusiveGateway id="Accepted" default="AcceptedToAcknowledge" />
    ${serviceTask("Acknowledge", "test-permit.acknowledge")}
    ${userTask("firstReview", "初审", { ...review, candidates: "handler@section", promisedDays: "3", fields: "area,note" }, "test-permit.review")}
    ${userTask("secondReview", "复核", { ...review, candidates: "sectionHead@section" })}
    ${userTask("finalApproval", "审定 &amp; 签发", { candidates: "deputyDirector", phase: "decision", outcomes: "approve,refuse", review: "true", distinctFrom: "accept" })}
    <bpmn:exclusiveGateway id="Approved" default="ApprovedToRefusedWait" />
    ${serviceTask("Issue", "test-permit.issue", "compensable")}
    <bpmn:boundaryEvent id="Impossible" attachedToRef="Issue">
      <bpmn:errorEventDefinition id="ImpossibleDefinition" errorRef="Error_Impossible" />
    </bpmn:boundaryEvent>
    ${serviceTask("Apologise", "test-permit.apologise")}
    <bpmn:intermediateCatchEvent id="RefusedWait">
      <bpmn:timerEventDefinition id="RefusedWaitDefinition">
        <bpmn:timeDuration xsi:type="bpmn:tFormalExpression">P1D</bpmn:timeDuration>
      </bpmn:timerEventDefinition>
    </bpmn:intermediateCatchEvent>
    <bpmn:endEvent id="Issued" /><bpmn:endEvent id="Refused" /><bpmn:endEvent id="NotAccepted" />
    <bpmn:subProcess id="Stop" triggeredByEvent="true">
      <bpmn:startEvent id="StopRequested" isInterrupting="true">
        <bpmn:messageEventDefinition id="StopRequestedDefinition" messageRef="Message_Stop" />
      </bpmn:startEvent>
      ${serviceTask("Undo", "test-permit.undo")}
      <bpmn:endEvent id="Stopped" />
      ${flow("StopRequested", "Undo")}
      ${flow("Undo", "Stopped")}
    </bpmn:subProcess>
    ${flow("Submitted", "accept")}
    ${flow("accept", "Accepted")}
    ${flow("Accepted", "NotAccepted", '=accept.outcome = "notAccept"')}
    ${flow("Accepted", "Acknowledge")}
    ${flow("Acknowledge", "firstReview")}
    ${flow("firstReview", "secondReview")}
    ${flow("secondReview", "finalApproval")}
    ${flow("finalApproval", "Approved")}
    ${flow("Approved", "Issue", '=finalApproval.outcome = "approve"')}
    ${flow("Approved", "RefusedWait")}
    ${flow("RefusedWait", "Refused")}
    ${flow("Issue", "Issued")}
    ${flow("Impossible", "Apologise")}
    ${flow("Apologise", "finalApproval")}
  </bpmn:process>
  <bpmn:error id="Error_Impossible" name="不可能" errorCode="PERMIT_IMPOSSIBLE" />
  <bpmn:message id="Message_Stop" name="test-permit.stop">
    <bpmn:extensionElements><zeebe:subscription correlationKey="=string(caseId)" /></bpmn:extensionElements>
  </bpmn:message>
</bpmn:definitions>`;
