import { commands } from "./commands.ts";
import { concurrency } from "./concurrency.ts";
import { deployment } from "./deployment.ts";
import { errors } from "./errors.ts";
import { escalations } from "./escalations.ts";
import { eventGateway } from "./eventGateway.ts";
import { events } from "./events.ts";
import { gateways } from "./gateways.ts";
import type { Harness } from "./harness.ts";
import { incidents } from "./incidents.ts";
import { inclusive } from "./inclusive.ts";
import { jobs } from "./jobs.ts";
import { links } from "./links.ts";
import { messages } from "./messages.ts";
import { modification } from "./modification.ts";
import { purge } from "./purge.ts";
import { reading } from "./reading.ts";
import { restarts } from "./restarts.ts";
import { scopes } from "./scopes.ts";
import { sending } from "./sending.ts";
import { tasks } from "./tasks.ts";
import { timers } from "./timers.ts";
import { variables } from "./variables.ts";

/** A part of the contract: mocha tests over a harness that is made before them and emptied before each. */
export type Suite = (harness: () => Harness) => void;

const suites: Record<string, Suite> = {
  deployment,
  tasks,
  gateways,
  inclusive,
  eventGateway,
  variables,
  scopes,
  errors,
  escalations,
  messages,
  links,
  sending,
  timers,
  events,
  jobs,
  incidents,
  commands,
  modification,
  reading,
  purge,
  concurrency,
  restarts,
};

/** Everything that any adapter of the engine port has to do, on one adapter and database. */
export function describeEngine(name: string, make: () => Promise<Harness>): void {
  describe(`engine contract, ${name}`, () => {
    let harness: Harness;
    before(async () => {
      harness = await make();
    });
    after(() => harness.close());
    beforeEach(() => harness.clear());
    for (const [topic, suite] of Object.entries(suites)) describe(topic, () => suite(() => harness));
  });
}
