import assert from "node:assert/strict";
import { BusinessError } from "#domain/errors.ts";
import { createLog } from "./log.ts";
import { prettyLine } from "./pretty.ts";

/** Markers that stand for what a person is: none of them may reach a line. */
const marker = {
  name: "欧阳标记",
  latinName: "Marker O'Hara",
  phone: "13812345678",
  idNumber: "11010519491231002X",
  token: "Zk3v9Qm1x8Yb7Tn5Rc2Wd4Pf6Lg0Hj1Ks3Va9Bq",
};

function capture(): { log: ReturnType<typeof createLog>; lines: string[] } {
  const lines: string[] = [];
  return { log: createLog({ destination: { write: (line: string) => void lines.push(line) } }), lines };
}

const told: [what: string, tell: (log: ReturnType<typeof createLog>) => void][] = [
  ["a field of a logged object", (log) => log.info({ person: { name: marker.name, phone: marker.phone } }, "x")],
  ["a body", (log) => log.info({ request: { body: { note: marker.latinName } } }, "x")],
  ["a number inside a message", (log) => log.warn(`called ${marker.phone} about ${marker.idNumber}`)],
  [
    "a driver's message that quotes the row",
    (log) =>
      log.error(
        { err: new Error(`insert into person values ('${marker.name}') - Duplicate entry '${marker.phone}'`) },
        "x",
      ),
  ],
  ["the message at the head of a stack", (log) => log.error({ err: new TypeError(`no ${marker.name} here`) }, "x")],
  ["a cause", (log) => log.error({ err: new Error("outer", { cause: new Error(`token ${marker.token}`) }) }, "x")],
  [
    "a text that fails to parse",
    (log) => log.error({ err: new SyntaxError(`Unexpected token, "${marker.latinName}" is not valid JSON`) }, "x"),
  ],
  ["something thrown that is no error", (log) => log.error({ err: marker.name }, "x")],
];

describe("the log", () => {
  for (const [what, tell] of told) {
    it(`keeps no name, number or token from ${what}`, () => {
      const { log, lines } = capture();
      tell(log);
      assert.equal(lines.length, 1);
      for (const secret of Object.values(marker)) assert.ok(!lines[0]!.includes(secret), lines[0]);
    });
  }

  it("keeps where an error was thrown and what kind it was", () => {
    const { log, lines } = capture();
    log.error({ err: new RangeError("page 7 is out of range") }, "unexpected");
    const { err } = JSON.parse(lines[0]!) as { err: { type: string; message: string; stack: string[] } };
    assert.equal(err.type, "RangeError");
    assert.equal(err.message, "page 7 is out of range");
    assert.match(err.stack[0]!, /log\.test\.ts:\d+:\d+/);
  });

  it("keeps the sentence of a business error, which holds no data by contract", () => {
    const { log, lines } = capture();
    log.warn({ err: new BusinessError("TASK_TAKEN", "该任务已由他人办理。") }, "refused");
    assert.match(lines[0]!, /TASK_TAKEN.*该任务已由他人办理。|该任务已由他人办理。.*TASK_TAKEN/);
  });

  it("keeps keys, codes and durations", () => {
    const { log, lines } = capture();
    log.info({ route: "/api/tasks/:id/decide", status: 200, milliseconds: 12, accountId: 4001 }, "request");
    const { route, status, milliseconds, accountId } = JSON.parse(lines[0]!);
    assert.deepEqual([route, status, milliseconds, accountId], ["/api/tasks/:id/decide", 200, 12, 4001]);
  });

  it("writes a line for a person at a terminal", () => {
    const line = prettyLine(
      JSON.stringify({ level: 30, time: Date.parse("2026-11-24T01:00:00Z"), msg: "started", port: 3000 }),
    );
    assert.match(line, /09:00:00 info started port=3000/);
  });
});
