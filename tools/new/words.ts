import type { OrgKind } from "#db/platform/people.ts";
import { organisations } from "#db/seeds/county.ts";
import { demoPeople } from "#db/seeds/people.ts";
import type { MatterKind } from "#domain/platform/states.ts";

/** What was typed behind `npm run new`. */
export interface Asked {
  business: string;
  title: string;
  document: string | undefined;
  kind: string;
  section: string;
  prefix: string | undefined;
  mark: string | undefined;
}

/** What stands for `«…»` in a stub. */
export type Words = Readonly<Record<string, string>>;

/** What the program knows already, so that a new name can be told apart from it. */
export interface Known {
  /** Ids of everything that is drawn, of the diagrams and of the stub. */
  elementIds: readonly string[];
  caseNumberPrefixes: readonly string[];
  documentKinds: readonly string[];
}

const nouns: Record<MatterKind, string> = { permit: "许可", filing: "备案", confirmation: "确认", benefit: "给付" };
const SECTION: OrgKind = "section";
/** A kind of document has at most 30 letters, of which `Proof` takes five. */
const LONGEST = 25;

/** The words of a new business, and everything that is wrong with what was asked. */
export function wordsOf(asked: Asked, known: Known): { words: Words; problems: string[] } {
  const { business, title, kind, section } = asked;
  const camel = business.replace(/-([a-z])/g, (_, letter: string) => letter.toUpperCase());
  const prefix = asked.prefix ?? initials(business);
  const document = asked.document ?? `${title}证明`;
  const mark = asked.mark ?? title.slice(0, 2);
  const place = organisations.find(({ code, kind: sort }) => code === section && sort === SECTION);
  const handler = demoPeople.find(({ orgCode, role }) => orgCode === section && role === "handler");
  const head = demoPeople.find(({ orgCode, role }) => orgCode === section && role === "sectionHead");
  const problems = [
    ...nameProblems(business, camel, known),
    ...chinese("--title", title, 20),
    ...chinese("--document", document, 20),
    ...chinese("--mark", mark, 6),
    ...(Object.hasOwn(nouns, kind) ? [] : [`--kind: "${kind}" is none of ${Object.keys(nouns).join(", ")}.`]),
    ...(/^[A-Z]{2}$/.test(prefix) ? [] : [`--prefix: "${prefix}" is not two capital letters.`]),
    ...(known.caseNumberPrefixes.includes(prefix)
      ? [`--prefix: case numbers of another business begin with ${prefix} already; choose another.`]
      : []),
    ...(place && handler && head ? [] : [sectionProblem(section)]),
  ];
  const words = {
    ...{ business, camel, Pascal: camel.slice(0, 1).toUpperCase() + camel.slice(1) },
    ...{ title, document, kind, noun: nouns[kind as MatterKind] ?? "", prefix, mark },
    ...{ section, sectionName: place?.name ?? "", handler: handler?.login ?? "", head: head?.login ?? "" },
  };
  return { words, problems };
}

function nameProblems(business: string, camel: string, { elementIds, documentKinds }: Known): string[] {
  if (!/^[a-z]{2,}-[a-z]{2,}$/.test(business)) {
    return [`"${business}" is no name of a business: it takes two lower-case English words, such as termite-filing.`];
  }
  return [
    ...(camel.length > LONGEST ? [`"${business}" is too long: at most ${LONGEST} letters.`] : []),
    ...(elementIds.includes(camel) ? [`"${business}": ${camel} is the id of an element on the diagrams.`] : []),
    ...(documentKinds.includes(`${camel}Proof`) ? [`"${business}": ${camel}Proof is a kind of document already.`] : []),
  ];
}

const chinese = (option: string, text: string, longest: number): string[] =>
  /^\p{Script=Han}{2,}$/u.test(text) && text.length <= longest
    ? []
    : [`${option}: "${text}" is not 2 to ${longest} Chinese characters.`];

function sectionProblem(section: string): string {
  const roles = new Map(demoPeople.map(({ orgCode, role }) => [`${orgCode} ${role}`, true]));
  const fit = organisations.filter(
    ({ code, kind }) => kind === SECTION && roles.has(`${code} handler`) && roles.has(`${code} sectionHead`),
  );
  return `--section: "${section}" is none of ${fit.map(({ code }) => code).join(", ")} (sections with handler and head in db/seeds).`;
}

const initials = (business: string): string =>
  business
    .split("-")
    .map((word) => word.slice(0, 1).toUpperCase())
    .join("");
