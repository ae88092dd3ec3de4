import { extension, extensions, text } from "../compile/source.ts";
import type { Behavior } from "../core/graph.ts";
import { visible } from "../core/variables.ts";
import type { CompileBehavior } from "./behavior.ts";

/**
 * A task for a person. The engine knows that it exists and when it is done; who may do it, and by when, is the
 * platform's affair, so an assignment or a due date on the diagram is refused instead of being ignored.
 */
export const userTask: CompileBehavior = (source, _node, compiler): Behavior => {
  const known = ["zeebe:UserTask", "zeebe:FormDefinition", "zeebe:TaskHeaders", "zeebe:IoMapping"];
  const empty = extensions(source).filter(
    ({ $type, ...rest }) => $type === "zeebe:AssignmentDefinition" && isEmpty(rest),
  );
  compiler.allowExtensions(source, ...known, ...empty.map(({ $type }) => $type));
  if (!extension(source, "zeebe:UserTask")) compiler.refuse(source, "用户任务必须使用 zeebe:userTask 实现。");
  const form = extension(source, "zeebe:FormDefinition");
  const formId = form ? compiler.fixed(source, text(form, "formId"), "表单编号 formId") : null;
  return {
    enter(run, element, node) {
      const variables = visible(run.state, element);
      const headers = { ...node.headers };
      run.emit({
        type: "taskCreated",
        taskKey: String(element.key),
        headers,
        formId,
        variables,
        ...run.place(element),
      });
    },
    terminated(run, element) {
      // A task that was completed and stopped at an output mapping has been told as completed.
      if (element.state !== "active") return;
      run.emit({ type: "taskCanceled", taskKey: String(element.key), ...run.place(element) });
    },
  };
};

const attributes = ["assignee", "candidateGroups", "candidateUsers"];
const isEmpty = (definition: Record<string, unknown>) => attributes.every((attribute) => !definition[attribute]);
