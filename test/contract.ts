import { z } from "zod";
import { type Operation, openApiDocument, templateOf } from "#api/openapi/document.ts";
import { routes } from "#api/routes.ts";

type Shape = Parameters<typeof z.fromJSONSchema>[0];
interface Given {
  method: string;
  /** As it was asked for, with its query. */
  path: string;
  status: number;
  contentType: string;
  body: unknown;
}

const document = openApiDocument(routes);
const known = routes.map(({ method, path }) => ({
  method,
  // A fixed path counts before one with a name in its place, as in the router.
  weight: (path.match(/\/:/g) ?? []).length,
  pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/:[A-Za-z]+/g, "[^/]+")}$`),
  operation: document.paths[templateOf(path)]![method.toLowerCase()]!,
}));
known.sort((a, b) => a.weight - b.weight);

const schemas = new WeakMap<object, z.ZodType>();
function validator(schema: Record<string, unknown>): z.ZodType {
  const whole = schema.$ref ? document.components.schemas.Refusal! : schema;
  const made = schemas.get(whole) ?? z.fromJSONSchema(whole as Shape);
  schemas.set(whole, made);
  return made;
}

/**
 * Holds an answer against the published contract: its status and its shape. Every answer that a test's client receives
 * goes through here. A path that no route of the program answers (routes of a test's own, pages) is left alone.
 * @throws Error with what differs
 */
export function requireContract(given: Given): void {
  const { method, path, status } = given;
  const bare = path.split("?")[0]!;
  const found = known.find((one) => one.method === method && one.pattern.test(bare));
  if (found) requireAnswer(found.operation, given, `${method} ${bare} ${status}`);
}

function requireAnswer(operation: Operation, { status, contentType, body }: Given, what: string): void {
  const response = operation.responses[status];
  if (!response) throw new Error(`${what}: the contract does not know this status.`);
  const schema = response.content?.["application/json"]?.schema;
  if (!schema) {
    if (status === 204 && body !== null) throw new Error(`${what}: the contract says there is no body.`);
    return;
  }
  if (!contentType.includes("json")) throw new Error(`${what}: the contract says JSON, ${contentType} came.`);
  const parsed = validator(schema).safeParse(body);
  if (!parsed.success) throw new Error(`${what}: not as the contract says.\n${z.prettifyError(parsed.error)}`);
}
