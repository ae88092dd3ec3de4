import { parseArgs } from "node:util";
import { benchCases } from "./cases/bench.ts";

/**
 * `npm run bench -- cases [--cases 400] [--clients 1,8] [--rounds 3] [--no-peer]`: how fast whole cases go through, on SQLite
 * and on the MySQL or MariaDB server of the tests, there beside a peer and beside the same rows written by hand.
 */
const works = { cases: benchCases } as const;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  allowNegative: true,
  options: {
    cases: { type: "string", default: "400" },
    clients: { type: "string", default: "1,8" },
    rounds: { type: "string", default: "3" },
    peer: { type: "boolean", default: true },
  },
});
const [name = ""] = positionals;
if (!Object.hasOwn(works, name)) {
  console.error(`No such work: "${name}". There is: ${Object.keys(works).join(", ")}.`);
  process.exit(2);
}
await works[name as keyof typeof works]({
  cases: positive("cases", values.cases),
  clients: values.clients.split(",").map((clients) => positive("clients", clients)),
  rounds: positive("rounds", values.rounds),
  peer: values.peer,
});

function positive(option: string, text: string): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value > 0) return value;
  console.error(`--${option} takes a positive number, not "${text}".`);
  process.exit(2);
}
