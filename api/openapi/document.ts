import { z } from "zod";
import { problemSchema } from "#domain/platform/cases.ts";
import { permissions } from "#domain/platform/permissions.ts";
import { namesIn, type PathName, pathNames } from "../platform/paths.ts";
import { download, events, nothing, page, type Route, upload } from "../platform/route.ts";

type JsonSchema = Record<string, unknown>;
interface Response {
  description: string;
  content?: Record<string, { schema: JsonSchema }>;
}
export interface Operation {
  summary: string;
  parameters: { name: string; in: "path" | "query" | "header"; required: boolean; schema: JsonSchema }[];
  requestBody?: { required: true; content: Record<string, { schema: JsonSchema }> };
  responses: Record<string, Response>;
  security: object[];
}
export interface OpenApiDocument {
  openapi: "3.1.0";
  info: { title: string; version: string; description: string };
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, JsonSchema>; securitySchemes: object };
}

/** With which status what is refused, and what that means. The body is always a `Refusal`. */
const refusals: Record<string, string> = {
  400: "请求不完整，或不是有效的 JSON。",
  401: "没有登录，或登录已失效。",
  403: "没有权限，或请求不是从本系统的页面发出。",
  404: "不存在，或对当前用户不可见。",
  409: "与当前状态不符：已被他人办理、版本已变化、案件正在处理中。",
  413: "提交的内容或文件过大。",
  422: "内容有误；problems 逐项说明位置与原因。",
  429: "请求过于频繁；retryAfter 秒后重试。",
  500: "系统错误；操作没有完成。",
  503: "暂时无法办理；retryAfter 秒后以同一 requestId 重试。",
};

const binary: JsonSchema = { type: "string", format: "binary" };
const schemaOf = (schema: z.ZodType, io: "input" | "output"): JsonSchema => {
  const { $schema: _version, ...rest } = z.toJSONSchema(schema, { io, unrepresentable: "any" }) as JsonSchema;
  return rest;
};

/** OpenAPI 3.1 of all routes, from the schemas that they check with. */
export function openApiDocument(routes: readonly Route[]): OpenApiDocument {
  const paths: OpenApiDocument["paths"] = {};
  for (const route of routes) {
    const path = templateOf(route.path);
    paths[path] = { ...paths[path], [route.method.toLowerCase()]: operationOf(route) };
  }
  return {
    openapi: "3.1.0",
    info: { title: "安居", version: "1", description: "住房管理审批平台接口。登录后凭会话 Cookie 使用。" },
    paths,
    components: {
      schemas: { Refusal: schemaOf(problemSchema, "output") },
      securitySchemes: { session: { type: "apiKey", in: "cookie", name: "anju" } },
    },
  };
}

/** `/api/cases/:id` as OpenAPI writes it: `/api/cases/{id}`. */
export const templateOf = (path: string): string => path.replaceAll(/:([A-Za-z]+)/g, "{$1}");

function operationOf(route: Route): Operation {
  const body = bodyOf(route);
  const permission =
    route.permission === "public" ? "公开" : route.permission === "session" ? "登录" : route.permission;
  const refused = Object.entries(refusals).map(([status, description]) => [
    status,
    { description, content: { "application/json": { schema: { $ref: "#/components/schemas/Refusal" } } } },
  ]);
  return {
    summary: `权限：${permission}${Object.hasOwn(permissions, route.permission) ? "" : "（未定义）"}`,
    parameters: parametersOf(route),
    ...(body ? { requestBody: { required: true, content: body } } : {}),
    responses: { ...answerOf(route), ...Object.fromEntries(refused) },
    security: route.permission === "public" ? [] : [{ session: [] }],
  };
}

function parametersOf({ method, path, permission, query, body }: Route): Operation["parameters"] {
  const named = namesIn(path).map((name) => {
    const schema = schemaOf(pathNames[name as PathName].schema, "input");
    return { name, in: "path" as const, required: true, schema };
  });
  const whole = query ? schemaOf(query, "input") : {};
  const required = new Set((whole.required as string[] | undefined) ?? []);
  const asked = Object.entries((whole.properties as Record<string, JsonSchema> | undefined) ?? {});
  const text = { type: "string" };
  const header = (name: string) => ({ name, in: "header" as const, required: true, schema: text });
  return [
    ...named,
    ...asked.map(([name, schema]) => ({ name, in: "query" as const, required: required.has(name), schema })),
    ...(method !== "GET" && permission !== "public" ? [header("x-csrf-token")] : []),
    ...(body === upload ? [header("x-file-name")] : []),
  ];
}

function bodyOf({ body }: Route): Record<string, { schema: JsonSchema }> | null {
  if (body === undefined) return null;
  if (body === upload) return { "application/octet-stream": { schema: binary } };
  return { "application/json": { schema: schemaOf(body as z.ZodType, "input") } };
}

function answerOf({ answer }: Route): Record<string, Response> {
  if (answer === nothing) return { 204: { description: "已完成，没有内容。" } };
  if (answer === events) {
    return { 200: { description: "事件流。", content: { "text/event-stream": { schema: { type: "string" } } } } };
  }
  if (answer === page) {
    return { 200: { description: "网页。", content: { "text/html": { schema: { type: "string" } } } } };
  }
  if (answer === download) return { 200: { description: "文件。", content: { "*/*": { schema: binary } } } };
  const content = { "application/json": { schema: schemaOf(answer as z.ZodType, "output") } };
  return { 200: { description: "成功。", content } };
}
