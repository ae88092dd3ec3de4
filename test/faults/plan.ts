import type { CaseOutcome, Outcome } from "#domain/platform/states.ts";
import type { Chance } from "./chance.ts";

/** The four ways a management-rooms case of a run goes: its decisions node by node, its outcome, its documents. */
export const stories = {
  approved: {
    decisions: {
      accept: "approve",
      firstReview: "proposeApproval",
      secondReview: "proposeApproval",
      finalApproval: "approve",
    },
    outcome: "approved",
    documents: ["acceptanceNotice", "pmRoomConfirmation"],
  },
  refusedAtTheEnd: {
    decisions: {
      accept: "approve",
      firstReview: "proposeApproval",
      secondReview: "proposeApproval",
      finalApproval: "refuse",
    },
    outcome: "refused",
    documents: ["acceptanceNotice", "refusalDecision"],
  },
  refusalProposed: {
    decisions: {
      accept: "approve",
      firstReview: "proposeRefusal",
      secondReview: "proposeRefusal",
      finalApproval: "refuse",
    },
    outcome: "refused",
    documents: ["acceptanceNotice", "refusalDecision"],
  },
  notAccepted: { decisions: { accept: "notAccept" }, outcome: "notAccepted", documents: ["nonAcceptanceDecision"] },
} as const satisfies Record<string, Story>;

interface Story {
  decisions: Partial<Record<Node, Outcome>>;
  outcome: CaseOutcome;
  documents: readonly string[];
}

export const nodes = ["accept", "firstReview", "secondReview", "finalApproval"] as const;
export type Node = (typeof nodes)[number];

export interface CasePlan {
  /** From 1, within a run. */
  n: number;
  story: Story;
  /** What happens on the way: 复核 returns it to 初审, 初审 takes its decision back, or the company withdraws it. */
  detour: "returned" | "recalled" | "withdrawn" | null;
  unitIds: readonly number[];
}

/** Of 100 cases about so many of each; the others go straight. */
const detours: [detour: NonNullable<CasePlan["detour"]>, percent: number][] = [
  ["withdrawn", 25],
  ["returned", 40],
  ["recalled", 60],
];

/** A case that is withdrawn when it has come to `node`: what was decided before it counts. */
function withdrawnAt(node: Node): Story {
  const before = nodes.slice(0, nodes.indexOf(node));
  return {
    decisions: Object.fromEntries(before.map((one) => [one, stories.approved.decisions[one]])),
    outcome: "withdrawn",
    documents: before.includes("accept") ? ["acceptanceNotice"] : [],
  };
}

/** Of 100 cases about so many each; most are approved, because that is the longest way and takes the numbers that count. */
const shares: [story: keyof typeof stories, percent: number][] = [
  ["notAccepted", 10],
  ["refusalProposed", 10],
  ["refusedAtTheEnd", 10],
  ["approved", 100],
];

/** Draws `count` cases, each on units of its own: one, and two in some while there are enough. */
export function planCases(count: number, unitIds: readonly number[], chance: Chance): CasePlan[] {
  if (unitIds.length < count) throw new RangeError(`${count} cases need as many units, there are ${unitIds.length}`);
  const free = chance.shuffled(unitIds);
  let spare = free.length - count;
  return Array.from({ length: count }, (_, index) => {
    const units = spare > 0 && chance.happens(25) ? 2 : 1;
    spare -= units - 1;
    return { n: index + 1, ...drawStory(chance), unitIds: free.splice(0, units) };
  });
}

function drawStory(chance: Chance): Pick<CasePlan, "story" | "detour"> {
  const [detour = null] = detours.find(([, percent]) => chance.happens(percent)) ?? [];
  if (detour === "withdrawn") return { story: withdrawnAt(chance.pick(nodes)), detour };
  const [name] = shares.find(([, percent]) => chance.happens(percent))!;
  const story: Story = stories[name];
  return { story, detour: "secondReview" in story.decisions ? detour : null };
}
