import { BusinessError, type Problem } from "#domain/errors.ts";

/** Refusals that several actions share. One that concerns sight never tells whether the thing exists. */

export const caseUnknown = (): BusinessError =>
  new BusinessError("CASE_UNKNOWN", "没有找到该案件，或您无权查看。", { status: 404 });

export const taskUnknown = (): BusinessError =>
  new BusinessError("TASK_UNKNOWN", "没有找到该任务，或您无权办理。", { status: 404 });

export const draftUnknown = (): BusinessError =>
  new BusinessError("DRAFT_UNKNOWN", "没有找到该草稿，或您无权查看。", { status: 404 });

export const fileUnknown = (): BusinessError =>
  new BusinessError("FILE_UNKNOWN", "没有找到该文件，或您无权查看。", { status: 404 });

export const invalid = (code: string, message: string, problems: Problem[]): BusinessError =>
  new BusinessError(code, message, { status: 422, problems });
