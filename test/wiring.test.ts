import assert from "node:assert/strict";
import { existsSync, globSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { Business } from "#approval/business.ts";
import { businesses } from "#approval/businesses.ts";
import { nodeSettings } from "#approval/nodeSettings.ts";
import { organisations } from "#db/seeds/county.ts";
import { matters } from "#db/seeds/matters.ts";
import { handlers } from "#workers/index.ts";
import { type Diagram, readDiagram } from "./diagrams.ts";
import { diagramFiles, lintDiagram } from "./lintDiagrams.ts";

const root = join(import.meta.dirname, "..");
/** What stands in a stub of `npm run new` wherever a person has to write. */
const TO_WRITE = "待写";
const EFFECTS = ["none", "repeatable", "compensable", "final"];

describe("wiring", () => {
  it("knows the same businesses as diagrams, forms, matters and code", () => {
    const known = [...businesses.keys()].toSorted();
    assert.deepEqual(readdirSync(join(root, "processes")).toSorted(), known);
    assert.deepEqual(readdirSync(join(root, "forms")).toSorted(), known);
    assert.deepEqual(matters.map(({ business }) => business).toSorted(), known);
  });

  it("has no job type without a diagram that asks for it", async () => {
    const asked = (await Promise.all(diagramFiles().map(readDiagram))).flatMap(({ jobs }) =>
      jobs.map(({ type }) => type),
    );
    assert.deepEqual(handlers.map(({ type }) => type).toSorted(), [...new Set(asked)].toSorted());
  });

  for (const business of businesses.values()) {
    describe(business.id, () => {
      let diagram: Diagram;
      before(async () => {
        diagram = await readDiagram(join(root, "processes", business.id, `${business.id}.bpmn`));
      });

      it("passes bpmnlint for Camunda 8.8 without a warning", async () => {
        assert.deepEqual(await lintDiagram(diagram.file), []);
      });

      it("is drawn under its own name, each label in Chinese, each id named", () => {
        assert.equal(diagram.processId, business.id);
        assert.equal(diagram.name, business.name);
        for (const { id, name } of diagram.elements) {
          assert.match(id, /^(Event|Gateway|Flow|Task|Activity|Error|Message)_[A-Z]\w+$|^[a-z][a-zA-Z]+$/, id);
          assert.doesNotMatch(id, /_[0-9a-z]{7}$/, `${id} was given by the modeller`);
          if (name !== "" && !id.startsWith("Message_")) assert.match(name, /^[\p{Script=Han}、？]+$/u, id);
        }
      });

      it("has a handler for each job, which says what effect it has", () => {
        for (const { id, type, effect } of diagram.jobs) {
          assert.match(id, /^Task_/);
          assert.ok(type.startsWith(`${business.id}.`), type);
          assert.ok(
            handlers.some((handler) => handler.type === type),
            `${type} has no handler`,
          );
          assert.ok(EFFECTS.includes(effect), `${id}: effect "${effect}"`);
        }
      });

      it("guards each job with decisions that its diagram can bring forth", () => {
        const guards = handlers.filter(({ type, requires }) => requires && type.startsWith(`${business.id}.`));
        assert.ok(guards.length > 0, "a business with a result has a guarded job");
        for (const { type, requires } of guards) {
          for (const { node, outcomes } of requires!.approvals) {
            const task = diagram.userTasks.find(({ id }) => id === node);
            assert.ok(task, `${type} requires ${node}, which is not drawn`);
            const offered = nodeSettings(task.headers).outcomes;
            for (const outcome of outcomes) assert.ok(offered.includes(outcome), `${node} does not offer ${outcome}`);
          }
          const reviews = diagram.userTasks.filter(({ headers }) => headers.review === "true").map(({ id }) => id);
          assert.deepEqual(requires!.distinctPersons.flat().toSorted(), reviews.toSorted());
        }
      });

      it("gives each task settings, candidates that exist and a form whose fields it may write", () => {
        for (const { id, formId, headers } of diagram.userTasks) {
          assert.match(id, /^[a-z][a-zA-Z]+$/);
          assert.equal(formId, `${business.id}.${id}`);
          const { candidates, fields, promisedDays, distinctFrom } = nodeSettings(headers);
          assert.ok(
            candidates.orgCode === null || organisations.some(({ code }) => code === candidates.orgCode),
            `${id}: no organisation ${candidates.orgCode}`,
          );
          assert.notEqual(promisedDays, null, `${id} promises no days`);
          for (const node of distinctFrom) assert.ok(diagram.userTasks.some((task) => task.id === node));
          assert.deepEqual(fields.toSorted(), keysOf(schemaOf(business, formId)).toSorted());
        }
      });

      it("gives its nodes no more days than its matter promises", () => {
        const days = diagram.userTasks
          .map(({ headers }) => nodeSettings(headers))
          .filter(({ phase }) => phase !== "acceptance")
          .reduce((sum, { promisedDays }) => sum + (promisedDays ?? 0), 0);
        const { promisedDays } = business.county.matter;
        const places = `processes/${business.id}/${business.id}.bpmn or domain/${business.id}/county.ts`;
        if (days > promisedDays) {
          assert.fail(
            `${business.id}: the nodes take ${days} days, the matter promises ${promisedDays}; see ${places}`,
          );
        }
      });

      it("catches each error that its workers throw, and no other", () => {
        const caught = diagram.caughtErrors.toSorted();
        assert.deepEqual(caught, business.errors.toSorted());
      });

      it("can be stopped by a message, which undoes what stands", () => {
        assert.ok(diagram.stop, "no interrupting event sub-process");
        assert.equal(diagram.stop.message, `${business.id}.stop`);
        assert.equal(diagram.stop.correlationKey, "=string(caseId)");
        assert.ok(diagram.stop.jobs.length > 0);
        const compensable = diagram.jobs.filter(({ effect }) => effect === "compensable");
        assert.ok(compensable.length > 0);
      });

      it("has a file for each form, whose keys stand in the schema", () => {
        const files = readdirSync(join(root, "forms", business.id)).map(
          (file) => `${business.id}.${file.slice(0, -5)}`,
        );
        assert.deepEqual(files.toSorted(), Object.keys(business.forms).toSorted());
        for (const formId of files) {
          const form = readForm(business.id, formId);
          assert.equal(form.id, formId);
          const known = keysOf(schemaOf(business, formId));
          const shown = formId === business.startForm && business.factsSchema ? keysOf(business.factsSchema) : [];
          const written = new Set<string>();
          for (const component of componentsOf(form)) {
            const key = (component.key ?? "").split(".")[0]!;
            if (key === "") continue;
            assert.ok(known.includes(key) || shown.includes(key), `${formId}: ${component.key} is not declared`);
            if (known.includes(key)) written.add(key);
            assert.match(
              component.label ?? component.dateLabel ?? "",
              /\p{Script=Han}/u,
              `${formId}: ${key} has no label`,
            );
            if (component.valuesKey) assert.ok(shown.includes(component.valuesKey), component.valuesKey);
          }
          const left = known.filter((key) => !written.has(key));
          if (left.length > 0) assert.fail(`${formId}: the form leaves out ${left.join(", ")}`);
        }
      });

      it("stands at depth two under one name", () => {
        const { id, documents } = business;
        const files = [
          ...["domain", "approval", "workers"].map((folder) => `${folder}/${id}.ts`),
          ...documents.flatMap(({ kind }) => [`domain/documents/${kind}.ts`, `templates/${kind}.txt`]),
          ...[`domain/${id}.test.ts`, `processes/${id}/${id}.test.ts`, `docs/businesses/${id}.md`],
        ];
        const missing = files.filter((file) => !existsSync(join(root, file)));
        assert.deepEqual(missing, [], `${id}: missing ${missing.join(", ")}`);
      });

      it("asks the applicant something", () => {
        const { id, startForm } = business;
        const asked = keysOf(schemaOf(business, startForm)).filter((key) => key !== "electronicDelivery");
        const places = `forms/${startForm.replace(".", "/")}.form and domain/${id}.ts`;
        if (asked.length === 0) assert.fail(`${id}: the start form has no fields yet; write them in ${places}`);
      });

      it("promises a matter with its basis, and ends in documents that it names and numbers", () => {
        const { id, documents, county } = business;
        const { matter, figures } = county;
        const place = `in domain/${id}/county.ts`;
        assert.equal(matter.name, business.name);
        assert.ok(matter.legalBasis.length > 0, `${id}: the matter rests on no law yet; name it ${place}`);
        assert.ok(matter.materials.length > 0, `${id}: the matter asks for no materials yet; name them ${place}`);
        const kinds = documents.map(({ kind }) => kind).toSorted();
        assert.deepEqual(
          matter.results.map(({ kind }) => kind).toSorted(),
          kinds,
          `${id}: results and documents differ`,
        );
        for (const kind of kinds) {
          const numbered = figures.some(({ name }) => name === `number.${kind}`);
          assert.ok(numbered, `${id}: ${kind} has no pattern of its number yet; write it ${place}`);
        }
      });

      it("has nothing left to write", () => {
        const open = filesOf(business).flatMap((file) =>
          readFileSync(join(root, file), "utf8")
            .split("\n")
            .flatMap((line, index) => (line.includes(TO_WRITE) ? [`${file}:${index + 1}  ${line.trim()}`] : [])),
        );
        const places = open.map((place) => `\n  ${place}`).join("");
        if (open.length > 0) assert.fail(`${business.id}: ${open.length} places are still to be written:${places}`);
      });
    });
  }
});

/** Everything that a business consists of. */
function filesOf({ id, documents }: Business): string[] {
  const own = globSync([`{*,docs/businesses}/${id}.*`, `*/${id}/**/*.*`], { cwd: root });
  const papers = documents.flatMap(({ kind }) => [`domain/documents/${kind}.ts`, `templates/${kind}.txt`]);
  return [...own, ...papers.filter((file) => existsSync(join(root, file)))].sort();
}

interface Component {
  type: string;
  key?: string;
  label?: string;
  dateLabel?: string;
  valuesKey?: string;
  components?: Component[];
}

function readForm(business: string, formId: string): { id: string; components: Component[] } {
  const task = formId.slice(business.length + 1);
  return JSON.parse(readFileSync(join(root, "forms", business, `${task}.form`), "utf8"));
}

function componentsOf({ components = [] }: { components?: Component[] }): Component[] {
  return components.flatMap((component) => [component, ...componentsOf(component)]);
}

function schemaOf(business: Business, formId: string): z.ZodObject {
  const schema = business.forms[formId]?.schema;
  assert.ok(schema instanceof z.ZodObject, `${formId} is no form of ${business.id}`);
  return schema;
}

const keysOf = ({ shape }: z.ZodObject): string[] => Object.keys(shape);
