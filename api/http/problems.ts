import type { z } from "zod";
import { BusinessError, type Problem, TryAgainError } from "#domain/errors.ts";
import type { ProblemAnswer } from "#domain/platform/cases.ts";

export interface Refusal {
  status: number;
  answer: ProblemAnswer;
  /** Nobody expected it: logged with its stack, answered without a word about it. */
  unexpected: boolean;
}

/** After a try-again error, in seconds. */
const RETRY_AFTER = 2;

/** The one place where errors become answers (`design.md` §6). */
export function refusalOf(error: unknown, requestId: string): Refusal {
  if (error instanceof BusinessError) {
    const { code, message, problems, retryAfter } = error;
    const answer = { code, message, problems, ...(retryAfter === undefined ? {} : { retryAfter }) };
    return { status: error.status, answer, unexpected: false };
  }
  if (error instanceof TryAgainError) {
    const answer = { code: "TRY_AGAIN", message: error.message, problems: [], retryAfter: RETRY_AFTER };
    return { status: 503, answer, unexpected: false };
  }
  const message = `系统出现错误，操作没有完成。如再次出现，请将编号 ${requestId} 告知系统管理员。`;
  return { status: 500, answer: { code: "INTERNAL", message, problems: [] }, unexpected: true };
}

/** What came in has another shape than the contract says: all that is wrong, with the field. */
export function invalidInput(error: z.ZodError): BusinessError {
  return new BusinessError("INVALID_INPUT", "提交的内容有误，请按提示修改。", {
    status: 422,
    problems: error.issues.map((issue): Problem => {
      const field = issue.path.map(String).join(".");
      const sentence = /[。！？]$/.test(issue.message) ? issue.message : `${issue.message}。`;
      return { code: issue.code.toUpperCase(), message: sentence, ...(field ? { field } : {}) };
    }),
  });
}

export const notFound = (): BusinessError => new BusinessError("NOT_FOUND", "没有找到要访问的内容。", { status: 404 });
