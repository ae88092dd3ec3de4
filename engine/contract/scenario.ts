import type { Activation, EngineEvent, Job, Key, Token, Variables } from "../engine.ts";
import type { Harness } from "./harness.ts";

type Of<Type extends EngineEvent["type"]> = EngineEvent & { type: Type };

/** One diagram deployed and played, seen as the platform sees it: through events and jobs. */
export class Scenario {
  readonly #harness: Harness;
  instanceKey: Key = "";

  constructor(harness: Harness) {
    this.#harness = harness;
  }

  /** Deploys a diagram and starts its process. */
  static async start(harness: Harness, xml: string, variables: Variables = {}): Promise<Scenario> {
    const scenario = new Scenario(harness);
    await scenario.deploy(xml);
    return scenario.begin(variables);
  }

  async deploy(xml: string): Promise<void> {
    await this.#harness.transact((tx) => this.#harness.engine.deploy(tx, [{ name: "story.bpmn", xml }]));
  }
  async begin(variables: Variables = {}): Promise<Scenario> {
    const started = await this.#harness.transact((tx) =>
      this.#harness.engine.start(tx, { processId: "story", variables }),
    );
    this.instanceKey = started.instanceKey;
    return this;
  }

  all<Type extends EngineEvent["type"]>(type: Type): Of<Type>[] {
    return this.#harness.events.filter(
      (event): event is Of<Type> => event.type === type && event.instanceKey === this.instanceKey,
    );
  }
  /** Ids of the elements where something of this type happened, in order. */
  at(type: Exclude<EngineEvent["type"], "instanceEnded">): string[] {
    return this.all(type).map((event) => event.elementId);
  }
  /** Ids of the user tasks that can be completed, oldest first. */
  get tasks(): string[] {
    return this.#openTasks().map((event) => event.elementId);
  }
  #openTasks(): Of<"taskCreated">[] {
    const gone = new Set([...this.all("taskCompleted"), ...this.all("taskCanceled")].map((event) => event.taskKey));
    return this.all("taskCreated").filter((event) => !gone.has(event.taskKey));
  }
  task(elementId: string): Of<"taskCreated"> {
    const found = this.#openTasks().find((event) => event.elementId === elementId);
    if (!found) throw new Error(`no open task ${elementId}; open: ${this.tasks.join(", ")}`);
    return found;
  }
  /** Ids of the tasks with a living job. */
  get jobs(): string[] {
    const gone = new Set([...this.all("jobCompleted"), ...this.all("jobCanceled")].map((event) => event.jobKey));
    return this.all("jobCreated")
      .filter((event) => !gone.has(event.jobKey))
      .map((event) => event.elementId);
  }
  /** Incidents not resolved yet: `element CODE`. */
  get incidents(): string[] {
    return this.#openIncidents().map((event) => `${event.elementId} ${event.code}`);
  }
  #openIncidents(): Of<"incident">[] {
    const gone = new Set(this.all("incidentResolved").map((event) => event.incidentKey));
    return this.all("incident").filter((event) => !gone.has(event.incidentKey));
  }
  /** `completed at <end event>` or `canceled`; null while it runs. */
  get ended(): string | null {
    const [end] = this.all("instanceEnded");
    if (!end) return null;
    return end.endElementId ? `${end.how} at ${end.endElementId}` : end.how;
  }

  async complete(elementId: string, variables: Variables = {}): Promise<void> {
    const { taskKey } = this.task(elementId);
    await this.#harness.transact((tx) => this.#harness.engine.completeTask(tx, { taskKey, variables }));
  }
  /** Leases one job of this type. */
  async lease(type: string, worker = "worker", lockFor = 60_000): Promise<Job | undefined> {
    const request = { types: [type], worker, lockFor, limit: 1 };
    const [job] = await this.#harness.transact((tx) => this.#harness.engine.activateJobs(tx, request));
    return job;
  }
  async #leased(type: string): Promise<Job> {
    const job = await this.lease(type);
    if (!job) throw new Error(`no job of type ${type} can be leased`);
    return job;
  }
  /** Leases a job and completes it. */
  async work(type: string, variables: Variables = {}): Promise<Job> {
    const job = await this.#leased(type);
    await this.#harness.transact((tx) => this.#harness.engine.completeJob(tx, { jobKey: job.key, variables }));
    return job;
  }
  async fail(type: string, retries: number, backOff = 0, message = "网络不通。"): Promise<Job> {
    const job = await this.#leased(type);
    const command = { jobKey: job.key, retries, backOff, message };
    await this.#harness.transact((tx) => this.#harness.engine.failJob(tx, command));
    return job;
  }
  async throwError(type: string, code: string, variables: Variables = {}): Promise<Job> {
    const job = await this.#leased(type);
    const command = { jobKey: job.key, code, message: "", variables };
    await this.#harness.transact((tx) => this.#harness.engine.throwError(tx, command));
    return job;
  }
  async publish(name: string, correlationKey: string, variables: Variables = {}): Promise<number> {
    const answer = await this.#harness.transact((tx) =>
      this.#harness.engine.publish(tx, { name, correlationKey, variables }),
    );
    return answer.reached;
  }
  /** Moves business time and fires what is due in this instance. */
  async forward(milliseconds: number): Promise<number> {
    this.#harness.clock.forward(milliseconds);
    return this.fire();
  }
  async fire(): Promise<number> {
    const { clock, engine } = this.#harness;
    return this.#harness.transact((tx) => engine.fireTimers(tx, this.instanceKey, clock.now()));
  }
  async resolve(retries?: number): Promise<void> {
    const [incident] = this.#openIncidents();
    if (!incident) throw new Error("no incident to resolve");
    await this.#harness.transact((tx) => this.#harness.engine.resolveIncident(tx, incident.incidentKey, retries));
  }
  async setVariables(variables: Variables): Promise<void> {
    await this.#harness.transact((tx) => this.#harness.engine.setVariables(tx, this.instanceKey, variables));
  }
  /** Moves tokens; what ends is named by element: `"review"` stands for its oldest instance. */
  async modify(activate: (string | Activation)[], terminate: string[] = []): Promise<void> {
    const living = await this.tokens();
    const command = {
      instanceKey: this.instanceKey,
      activate: activate.map((one) => (typeof one === "string" ? { elementId: one } : one)),
      terminate: terminate.map((id) => living.find(({ elementId }) => elementId === id)?.elementInstanceKey ?? id),
    };
    await this.#harness.transact((tx) => this.#harness.engine.modify(tx, command));
  }
  async tokens(): Promise<Token[]> {
    return this.#harness.transact((tx) => this.#harness.engine.tokens(tx, this.instanceKey));
  }
  async cancel(): Promise<void> {
    await this.#harness.transact((tx) => this.#harness.engine.cancel(tx, this.instanceKey));
  }
}

export const minutes = (count: number): number => count * 60_000;
export const hours = (count: number): number => minutes(count * 60);
export const days = (count: number): number => hours(count * 24);
