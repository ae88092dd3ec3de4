import { type ProblemAnswer, problemSchema } from "#domain/platform/cases.ts";

export type Problem = ProblemAnswer["problems"][number];

/**
 * Why a call gave no answer. `network`: nothing is known, the same request may be sent again with its id.
 * `refused`: the server said no, with a code, a sentence and perhaps a list. `unreadable`: a defect on either side.
 */
export class ApiError extends Error {
  readonly kind: "network" | "refused" | "unreadable";
  readonly status: number;
  readonly code: string;
  readonly problems: Problem[];
  readonly retryAfter: number | undefined;
  constructor(kind: ApiError["kind"], message: string, details: Partial<ProblemAnswer> & { status?: number } = {}) {
    super(message);
    this.name = "ApiError";
    this.kind = kind;
    this.status = details.status ?? 0;
    this.code = details.code ?? kind.toUpperCase();
    this.problems = details.problems ?? [];
    this.retryAfter = details.retryAfter;
  }
}

/** Not an answer to a write: it may have been done all the same, so it is sent again with its id. */
export const isUnanswered = (error: unknown): boolean =>
  !(error instanceof ApiError) || error.kind !== "refused" || error.status >= 500;

export const noConnection = () => new ApiError("network", "无法连接服务器，请检查网络后重试。");
export const unreadable = (status: number) =>
  new ApiError("unreadable", "服务器返回的内容无法识别，请联系系统管理员。", { status });

const sentences: Record<number, string> = {
  401: "登录已失效，请重新登录。",
  403: "您没有权限进行这项操作。",
  404: "没有找到要查看的内容，可能已被删除或不属于您。",
  413: "文件过大。",
  429: "操作过于频繁，请稍后再试。",
  503: "服务器正忙，请稍后再试。",
};

/** The refusal in an answer's body; a sentence by status where the body has none. */
export function refusal(status: number, body: unknown): ApiError {
  const parsed = problemSchema.safeParse(body);
  if (parsed.success) return new ApiError("refused", parsed.data.message, { ...parsed.data, status });
  return new ApiError("refused", sentences[status] ?? "服务器出现错误，操作没有完成。", {
    code: `HTTP_${status}`,
    status,
  });
}

/** The sentence to show for whatever was thrown. */
export function sentenceOf(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return "页面出现错误，请刷新后重试。";
}

export const problemsOf = (error: unknown): Problem[] => (error instanceof ApiError ? error.problems : []);
export const hasCode = (error: unknown, code: string): boolean => error instanceof ApiError && error.code === code;

/** The messages of each field, in the order the server gave them. */
export function messagesByField(problems: readonly Problem[]): Map<string, string[]> {
  const grouped = new Map<string, string[]>();
  for (const { field, message } of problems) {
    if (field) grouped.set(field, [...(grouped.get(field) ?? []), message]);
  }
  return grouped;
}
