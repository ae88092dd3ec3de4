/** The words the survey tables print, and the identifiers we keep for them. */

/** 房屋用途 */
export const HOUSE_USES = {
  residential: "住宅",
  commercial: "商业",
  office: "办公",
  garage: "车库",
  storage: "储藏间",
  managementRoom: "物业管理用房",
  community: "社区用房",
  other: "其他",
} as const;
export type HouseUse = keyof typeof HOUSE_USES;

/** 墙界 */
export const WALLS = { own: "自墙", shared: "共墙", borrowed: "借墙" } as const;
export type Wall = keyof typeof WALLS;

/** 测绘阶段 (SUR-11) */
export const SURVEY_STAGES = { preSurvey: "预测绘", asBuilt: "实测绘" } as const;
export type SurveyStage = keyof typeof SURVEY_STAGES;

/** The keys of a table of words, typed. */
export function identifiersOf<Words extends Record<string, string>>(words: Words): (keyof Words & string)[] {
  return Object.keys(words);
}

/** The identifier a printed word stands for, or null. */
export function identifierOf<Words extends Record<string, string>>(
  words: Words,
  word: string,
): (keyof Words & string) | null {
  return identifiersOf(words).find((identifier) => words[identifier] === word) ?? null;
}
