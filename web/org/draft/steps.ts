import type { DraftView } from "#domain/platform/drafts.ts";

export type StepKey = "form" | "materials" | "survey" | "check";
export interface Step {
  key: StepKey;
  name: string;
  /** Where it stands, in two or three words; empty while there is nothing to say. */
  note: string;
  tone: "plain" | "good" | "bad";
}

/** 测绘成果备案 brings tables of its own besides form and files. */
const takesSurvey = (draft: DraftView) => draft.business === "survey-filing";

/** The parts of an application, in the order in which they are usually filled in; any may be opened any time. */
export function stepsOf(draft: DraftView): Step[] {
  return [
    { key: "form", name: "填写表单", note: "", tone: "plain" },
    ...(takesSurvey(draft) ? [surveyStep(draft)] : []),
    ...(draft.matter.materials.length > 0 ? [materialsStep(draft)] : []),
    { key: "check", name: "核对并提交", note: "", tone: "plain" },
  ];
}

function materialsStep({ matter, materials }: DraftView): Step {
  const required = matter.materials.filter((slot) => slot.required);
  const given = required.filter(({ slot }) => materials.some((material) => material.slot === slot)).length;
  const done = given === required.length;
  return {
    key: "materials",
    name: "上传材料",
    note: required.length === 0 ? `${materials.length} 份` : `必需 ${given}/${required.length}`,
    tone: done && materials.length > 0 ? "good" : "plain",
  };
}

function surveyStep({ survey }: DraftView): Step {
  const step = { key: "survey", name: "测绘成果表" } as const;
  if (!survey) return { ...step, note: "未上传", tone: "plain" };
  return survey.state === "clean"
    ? { ...step, note: "校验通过", tone: "good" }
    : { ...step, note: `${survey.problems.length} 处问题`, tone: "bad" };
}
