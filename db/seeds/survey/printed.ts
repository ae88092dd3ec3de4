/**
 * What the seed document prints of building 1 (seed 2.1, `domain.md` §1.3), in hundredths of m² and millionths.
 * 层建筑面积 is printed with its leading digits cut off; it is 层套内 + 层公用, which agrees with every visible digit.
 */

/** Level, 层套内, 层阳台, 层公用, 层半墙. */
export const PRINTED_FLOORS: readonly [
  level: string,
  interior: number,
  balcony: number,
  common: number,
  halfWall: number,
][] = [
  ["-1", 428528, 0, 28288, 3621],
  ["1", 176477, 0, 87598, 2466],
  ["2", 123170, 0, 128303, 2620],
  ["3", 136857, 13127, 24639, 5214],
  ["4", 136857, 13127, 24639, 5214],
  ["5", 136857, 13127, 24639, 5214],
  ["6", 136857, 13127, 24639, 5214],
  ["7", 136857, 13127, 24639, 5214],
  ["8", 136857, 13127, 24639, 5214],
];

/** Floor, room, gross, interior, shared, coefficient. The printed column 户型 reads 其他 in every row. */
export const PRINTED_UNITS: readonly [
  floor: number,
  roomNo: string,
  gross: number,
  interior: number,
  shared: number,
  coefficient: number,
][] = [
  [-1, "-101", 349090, 321055, 28035, 87322],
  [-1, "-102", 116858, 107473, 9385, 87322],
  [1, "101", 3801, 3120, 681, 218206],
  [1, "102", 3484, 2860, 624, 218206],
  [1, "103", 1474, 1210, 264, 218206],
  [1, "104", 1193, 979, 214, 218206],
  [1, "105", 3807, 3125, 682, 218206],
  [1, "106", 5160, 4236, 924, 218206],
  [1, "107", 5029, 4128, 901, 218206],
  [1, "108", 2983, 2449, 534, 218206],
  [1, "109", 3054, 2507, 547, 218206],
  [1, "110", 2910, 2389, 521, 218206],
  [1, "111", 1988, 1632, 356, 218206],
  [1, "112", 1988, 1632, 356, 218206],
  [1, "113", 2328, 1911, 417, 218206],
];

/** 户室信息统计 and 测绘结论. */
export const PRINTED_TOTALS = { units: 415, gross: 4059358, shared: 730802, interior: 3328556, floors: 22 };
