/** Where the dates of law are counted. One offset all year: there has been no daylight saving time since 1991. */
export const zone = { name: "Asia/Shanghai", offset: 8 * 3_600_000 } as const;

/** A moment as wall-clock text of the zone, without offset: `2026-03-05T14:20:00.000`. */
export function zonedText(moment: number): string {
  return new Date(moment + zone.offset).toISOString().slice(0, -1);
}
