import { z } from "zod";
import { divideHalfUp } from "./apportionment.ts";
import { type Area, displayArea } from "./area.ts";

/** The areas of a project or building that a rule may be measured on (hundredths of m²). */
export interface PmRoomBase {
  /** 总建筑面积 */
  grossArea: Area;
  /** 地上总建筑面积 */
  aboveGroundArea: Area;
  /** 实测地上建筑面积; null before the as-built survey. */
  asBuiltAboveGroundArea: Area | null;
}

const area = z.int().min(0);

/**
 * One region's rule on 物业管理用房 (PMR-02), as a county stores it in `policyParameter` with its legal basis.
 * `tiers` are marginal: each rate counts only for the area between the tier before and its own `upTo`.
 */
export const pmRoomRuleSchema = z
  .object({
    base: z.enum(["grossArea", "aboveGroundArea", "asBuiltAboveGroundArea"]),
    tiers: z
      .array(z.object({ upTo: area.nullable(), perTenThousand: z.int().min(0).max(10_000) }))
      .min(1)
      .meta({ description: "upTo: 分段上限(百分之一平方米),最后一段为 null; perTenThousand: 费率,万分之几" }),
    minArea: area,
    committeeMin: area,
    committeeInside: z.boolean().meta({ description: "业委会用房是否包含在物业管理用房之内" }),
  })
  .refine(({ tiers }) => tiers.at(-1)?.upTo === null && tiers.slice(0, -1).every((tier) => tier.upTo !== null), {
    error: "最后一段(且只有最后一段)没有上限。",
  })
  .refine(({ tiers }) => tiers.every((tier, index) => index === 0 || above(tier.upTo, tiers[index - 1]!.upTo)), {
    error: "各段上限应当递增。",
  });

const above = (upTo: Area | null, previous: Area | null): boolean =>
  upTo === null || (previous !== null && upTo > previous);

export type PmRoomRule = z.infer<typeof pmRoomRuleSchema>;

export interface PmRoomRequirement {
  /** What the rates give, half up to 0.01 m², before the minimum. */
  byRate: Area;
  /** max(minArea, byRate): the rooms required, the committee's room included or not as the rule says. */
  requiredArea: Area;
  /** The least that must be set aside for the owners' committee. */
  committeeArea: Area;
  /** Everything the developer must provide: `requiredArea`, plus `committeeArea` where that comes in addition. */
  totalArea: Area;
  /** The calculation as Chinese sentences, for the officials and the confirmation. */
  steps: string[];
}

/**
 * Required area = max(minArea, Σ tier(rate × base)) (PMR-02). The sum of the tiers is exact; one rounding at its end.
 * @throws RangeError when the rule measures as-built area and there is none yet.
 */
export function requiredPmRooms(base: PmRoomBase, rule: PmRoomRule): PmRoomRequirement {
  const measured = base[rule.base];
  if (measured === null) throw new RangeError("the as-built area is not known yet");
  let tenThousandths = 0n;
  let from = 0;
  const steps: string[] = [];
  for (const { upTo, perTenThousand } of rule.tiers) {
    const inTier = Math.min(measured, upTo ?? measured) - from;
    if (inTier <= 0) break;
    tenThousandths += BigInt(inTier) * BigInt(perTenThousand);
    steps.push(`${displayArea(inTier)} 平方米按 ${perMille(perTenThousand)}‰ 计。`);
    from += inTier;
  }
  const byRate = Number(divideHalfUp(tenThousandths, 10_000n));
  const requiredArea = Math.max(rule.minArea, byRate);
  const totalArea = requiredArea + (rule.committeeInside ? 0 : rule.committeeMin);
  steps.push(`按比例应配 ${displayArea(byRate)} 平方米,最低 ${displayArea(rule.minArea)} 平方米。`);
  if (rule.committeeMin > 0) {
    const where = rule.committeeInside ? "包含在内" : "另行配置";
    steps.push(`业主委员会用房不少于 ${displayArea(rule.committeeMin)} 平方米,${where}。`);
  }
  steps.push(`合计应配 ${displayArea(totalArea)} 平方米。`);
  return { byRate, requiredArea, committeeArea: rule.committeeMin, totalArea, steps };
}

export interface PmRoomAssessment {
  sufficient: boolean;
  /** Missing area in all; 0 when enough. */
  shortfall: Area;
  /** Missing area of the committee's room; 0 when enough. */
  committeeShortfall: Area;
}

/** Compares what is provided (committee's room included) with what is required. Meeting a figure exactly is enough. */
export function assessPmRooms(
  provided: { totalArea: Area; committeeArea: Area },
  requirement: Pick<PmRoomRequirement, "totalArea" | "committeeArea">,
): PmRoomAssessment {
  const shortfall = Math.max(0, requirement.totalArea - provided.totalArea);
  const committeeShortfall = Math.max(0, requirement.committeeArea - provided.committeeArea);
  return { sufficient: shortfall === 0 && committeeShortfall === 0, shortfall, committeeShortfall };
}

/** 40 → "4", 35 → "3.5". */
const perMille = (perTenThousand: number): string =>
  perTenThousand % 10 === 0 ? `${perTenThousand / 10}` : `${Math.trunc(perTenThousand / 10)}.${perTenThousand % 10}`;
