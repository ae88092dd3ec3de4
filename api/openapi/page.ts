import type { OpenApiDocument, Operation } from "./document.ts";

/** The document as a page to read: no script, nothing from elsewhere. */
export function openApiPage({ info, paths }: OpenApiDocument): string {
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => section(`${method.toUpperCase()} ${path}`, operation)),
  );
  return `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${encoded(info.title)}接口</title>
<style>body{font:15px/1.6 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem}summary{cursor:pointer;font-family:ui-monospace,monospace}
details{border-bottom:1px solid #ddd;padding:.5rem 0}pre{background:#f6f6f6;padding:.75rem;overflow:auto;font-size:13px}td,th{text-align:left;padding-right:1rem;vertical-align:top}</style></head>
<body><h1>${encoded(info.title)}接口</h1><p>${encoded(info.description)}<a href="/api/openapi.json">OpenAPI 3.1 文档</a></p>
${operations.join("\n")}</body></html>`;
}

function section(name: string, { summary, parameters, requestBody, responses }: Operation): string {
  const given = parameters.map(
    ({ name, in: place, required }) =>
      `<tr><td>${encoded(name)}</td><td>${place}</td><td>${required ? "必填" : "可选"}</td></tr>`,
  );
  const answers = Object.entries(responses).map(
    ([status, { description }]) => `<tr><td>${status}</td><td>${encoded(description)}</td></tr>`,
  );
  const success = responses["200"]?.content ?? null;
  return `<details><summary>${encoded(name)}</summary><p>${encoded(summary)}</p>
${given.length > 0 ? `<table><tr><th>参数</th><th>位置</th><th></th></tr>${given.join("")}</table>` : ""}
${requestBody ? `<h4>请求</h4><pre>${json(requestBody.content)}</pre>` : ""}${success ? `<h4>答复</h4><pre>${json(success)}</pre>` : ""}
<table><tr><th>状态</th><th>含义</th></tr>${answers.join("")}</table></details>`;
}

const json = (value: unknown): string => encoded(JSON.stringify(value, null, 2));
const encoded = (text: string): string =>
  text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;").replaceAll('"', "&quot;");
