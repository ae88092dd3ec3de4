import { parseArea } from "../rules/area.ts";
import { accepted, type Checked, refused } from "../rules/checked.ts";
import { hasFullWidth, toHalfWidth } from "../rules/fullWidth.ts";
import type { CellKind } from "./columns.ts";
import { HOUSE_USES, identifierOf, WALLS } from "./words.ts";

export type CellValue = string | number | boolean | null;

/** What an empty cell means where it may be empty. */
export const BLANK: Record<CellKind, CellValue> = {
  serial: null,
  level: "",
  floor: null,
  nominalFloor: "",
  code: "",
  text: "",
  area: null,
  coefficient: null,
  height: null,
  count: null,
  use: null,
  wall: null,
  flag: false,
};

/** Reads the text of a filled cell (trimmed, not empty). Nothing is guessed: what does not fit is refused. */
export const CELL_READERS: Record<CellKind, (text: string) => Checked<CellValue>> = {
  serial: () => accepted(null),
  level: (text) => (/^\p{Script=Han}{1,8}层$/u.test(text) ? accepted(text) : asText(readFloor(text))),
  floor: (text) => readFloor(text),
  nominalFloor: (text) => (/^-?0+$/.test(text) ? refused("FLOOR_ZERO", "名义层不使用0层。") : CELL_READERS.code(text)),
  code: (text) => halfWidth(text, (clean) => (clean.length > 40 ? tooLong(40) : accepted(clean))),
  text: (text) => (text.length > 60 ? tooLong(60) : accepted(text)),
  area: (text) => parseArea(text),
  coefficient: (text) => halfWidth(text, readCoefficient),
  height: (text) => halfWidth(text, readHeight),
  count: (text) =>
    halfWidth(text, (clean) =>
      /^[1-9]$/.test(clean) ? accepted(Number(clean)) : refused("COUNT_NOT_A_NUMBER", "层数应为1至9的整数。"),
    ),
  use: (text) => readWord(HOUSE_USES, text, "USE_UNKNOWN", "用途"),
  wall: (text) => readWord(WALLS, text, "WALL_UNKNOWN", "墙界"),
  flag: (text) => {
    if (text === "是") return accepted(true);
    return text === "否" ? accepted(false) : refused("FLAG_UNKNOWN", "只能填“是”或“否”,或不填。");
  },
};

function readFloor(text: string): Checked<number> {
  return halfWidth(text, (clean) => {
    if (/^[+-]?0+$/.test(clean)) return refused("FLOOR_ZERO", "不使用0层:地上从1起,地下从-1起。");
    if (!/^-?[1-9]\d{0,2}$/.test(clean)) return refused("FLOOR_NOT_A_NUMBER", "层次应为整数,如“3”或“-1”。");
    const floor = Number(clean);
    return floor < -20 || floor > 200 ? refused("FLOOR_OUT_OF_RANGE", "层次超出范围。") : accepted(floor);
  });
}

const asText = (floor: Checked<number>): Checked<string> => (floor.ok ? accepted(String(floor.value)) : floor);

/** "0.087322" → 87322. More decimals than printed are refused, as for areas. */
function readCoefficient(text: string): Checked<number> {
  const parts = /^(\d{1,3})(?:\.(\d{1,6}))?$/.exec(text);
  if (!parts) return refused("COEFFICIENT_NOT_A_NUMBER", "分摊系数应为不超过六位小数的数字,如“0.087322”。");
  return accepted(Number(`${parts[1]}${(parts[2] ?? "").padEnd(6, "0")}`));
}

function readHeight(text: string): Checked<number | null> {
  const parts = /^(\d{1,2})(?:\.(\d{1,2}))?$/.exec(text);
  if (!parts) return refused("HEIGHT_NOT_A_NUMBER", "层高应为不超过两位小数的数字(米)。");
  const height = Number(`${parts[1]}${(parts[2] ?? "").padEnd(2, "0")}`);
  return accepted(height === 0 ? null : height);
}

function readWord(words: Record<string, string>, text: string, code: string, what: string): Checked<string> {
  const identifier = identifierOf(words, text);
  return identifier === null ? refused(code, `${what}应为:${Object.values(words).join("、")}。`) : accepted(identifier);
}

function halfWidth<Value>(text: string, read: (clean: string) => Checked<Value>): Checked<Value> {
  if (!hasFullWidth(text)) return read(text);
  return refused("FULL_WIDTH", `含有全角字符,请改为半角“${toHalfWidth(text)}”。`);
}

const tooLong = (longest: number) => refused("TEXT_TOO_LONG", `不超过${longest}个字。`);
