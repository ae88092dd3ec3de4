import { z } from "zod";

/**
 * What a refused applicant may do, and where. Periods come with the case (`serviceMatter`, versioned);
 * `statutoryRemedyPeriods` are those of the law in general.
 */
export const remediesSchema = z.object({
  /** The government that reviews: for a county bureau the county's people's government (行政复议法 art 24). */
  reconsiderationOrgan: z.string().trim().min(1),
  reconsiderationDays: z.int().positive(),
  /** The people's court that hears the case. */
  court: z.string().trim().min(1),
  litigationMonths: z.int().positive(),
});
export type Remedies = z.infer<typeof remediesSchema>;

/** 行政复议法 (2023) art 20: sixty days; 行政诉讼法 art 46: six months; both from the day one knew or should have known. */
export const statutoryRemedyPeriods = { reconsiderationDays: 60, litigationMonths: 6 } as const;

const monthNumerals = ["", "一", "两", "三", "四", "五", "六", "七", "八", "九", "十", "十一", "十二"];

/** The sentence that every adverse decision must carry (行政许可法 art 38). */
export function remedyText(
  { reconsiderationOrgan, reconsiderationDays, court, litigationMonths }: Remedies,
  you: string,
): string {
  const months = monthNumerals[litigationMonths] ?? String(litigationMonths);
  return (
    `如${you}对本决定不服，可以自收到本决定书之日起${reconsiderationDays}日内向${reconsiderationOrgan}申请行政复议，` +
    `也可以自收到本决定书之日起${months}个月内依法向${court}提起行政诉讼。`
  );
}
