import type { FloorRow, SurveyTableName, UnitRow, ZoneRow } from "./rows.ts";

/** How a cell is read. `serial` numbers the rows for the eye and is not kept. */
export type CellKind =
  | "serial"
  | "level"
  | "floor"
  | "nominalFloor"
  | "code"
  | "text"
  | "area"
  | "coefficient"
  | "height"
  | "count"
  | "use"
  | "wall"
  | "flag";

export interface Column<Key extends string = string> {
  key: Key | "serial";
  title: string;
  /** Other titles in use for the same column (the seed's own screens differ). */
  aliases?: readonly string[];
  kind: CellKind;
  /** The column may be left out of the table altogether. */
  optional?: true;
  /** The cell may be empty. Always so in an optional column. */
  blank?: true;
  /** How to fill it in, for the sheet 填写说明. */
  note: string;
}

const serial: Column<never> = {
  key: "serial",
  title: "序号",
  kind: "serial",
  blank: true,
  note: "行号,仅供阅读,不作校验。",
};

export const FLOOR_COLUMNS: readonly Column<keyof FloorRow>[] = [
  serial,
  {
    key: "level",
    title: "层次",
    kind: "level",
    note: "自然层:1、2、…,地下为-1、-2,不用0;总层数以外的屋面部分填“屋面层”等名称。",
  },
  { key: "grossArea", title: "层建筑面积", kind: "area", note: "= 层套内面积 + 层公用面积。阳台、半墙不再另加。" },
  { key: "interiorArea", title: "层套内面积", kind: "area", note: "本层各户套内面积之和。" },
  { key: "balconyArea", title: "层阳台面积", kind: "area", note: "本层各户阳台面积之和,已包含在层套内面积中。" },
  { key: "commonArea", title: "层公用面积", kind: "area", note: "位于本层的全部公用面积。" },
  { key: "halfWallArea", title: "层半墙面积", kind: "area", note: "已包含在层公用面积中。" },
  { key: "storeyHeight", title: "层高", kind: "height", blank: true, note: "米,两位小数;未测填0或不填。" },
  { key: "structure", title: "分层结构", kind: "text", blank: true, note: "与整幢相同时可不填。" },
  { key: "description", title: "分层描述", kind: "text", blank: true, note: "可不填。" },
];

export const ZONE_COLUMNS: readonly Column<keyof ZoneRow>[] = [
  serial,
  {
    key: "name",
    title: "功能区",
    kind: "code",
    note: "共用一个分摊系数的户室为一个功能区;系数不同的楼层各为一个功能区。",
  },
  { key: "use", title: "用途", kind: "use", note: "功能区的主要用途。" },
  { key: "interiorArea", title: "套内面积", kind: "area", note: "本功能区各户套内面积之和。" },
  { key: "ownCommonArea", title: "自有公用面积", kind: "area", note: "只为本功能区服务的公用面积。" },
  {
    key: "receivedCommonArea",
    title: "分摊公用面积",
    kind: "area",
    note: "从整幢公用面积分得的面积。各功能区合计等于整幢公用面积。",
  },
  { key: "coefficient", title: "分摊系数", kind: "coefficient", note: "=(自有公用 + 分摊公用)÷ 套内,保留六位小数。" },
];

const wall = (key: "eastWall" | "southWall" | "westWall" | "northWall", side: string): Column<keyof UnitRow> => ({
  key,
  title: `墙界${side}`,
  aliases: [`${side}墙`],
  kind: "wall",
  blank: true,
  note: "自墙、共墙或借墙。",
});

export const UNIT_COLUMNS: readonly Column<keyof UnitRow>[] = [
  serial,
  { key: "floor", title: "层次", kind: "floor", note: "户室所在自然层,须见于分层表,不用0。" },
  { key: "roomNo", title: "户室号", aliases: ["室号"], kind: "code", note: "同一单元内不得重复。" },
  { key: "stairUnit", title: "单元", kind: "code", blank: true, note: "没有单元填0或不填。" },
  { key: "nominalFloor", title: "名义层", kind: "nominalFloor", note: "销售楼层,可与实际层不同,不用0。" },
  { key: "actualFloor", title: "实际层", kind: "floor", note: "自然层,与层次一致。" },
  { key: "floorCount", title: "实际层数", kind: "count", blank: true, note: "户室跨越的层数;只有一层可不填。" },
  { key: "grossArea", title: "建筑面积", aliases: ["户室面积"], kind: "area", note: "= 套内面积 + 分摊面积。" },
  { key: "interiorArea", title: "套内面积", kind: "area", note: "= 套内使用 + 套内墙体 + 阳台。" },
  { key: "balconyArea", title: "阳台面积", kind: "area", note: "计算面积,已包含在套内面积中,没有填0。" },
  { key: "sharedArea", title: "分摊面积", kind: "area", note: "= 分摊系数 × 套内面积,四舍五入到0.01。" },
  { key: "coefficient", title: "分摊系数", kind: "coefficient", note: "所在功能区的系数,六位小数。" },
  { key: "layout", title: "户型", kind: "text", blank: true, note: "如“三室二厅”。" },
  { key: "use", title: "房屋用途", aliases: ["用途"], kind: "use", note: "每户必填。" },
  { key: "structure", title: "房屋结构", aliases: ["结构"], kind: "text", blank: true, note: "与整幢相同时可不填。" },
  wall("eastWall", "东"),
  wall("southWall", "南"),
  wall("westWall", "西"),
  wall("northWall", "北"),
  { key: "zone", title: "功能区", kind: "code", note: "须见于功能区表。" },
  {
    key: "usableArea",
    title: "套内使用面积",
    kind: "area",
    optional: true,
    note: "可不填;与套内墙体面积同时填写时校验。",
  },
  { key: "interiorWallArea", title: "套内墙体面积", kind: "area", optional: true, note: "可不填。" },
  {
    key: "adjusted",
    title: "调整",
    kind: "flag",
    optional: true,
    note: "为使合计闭合而调整过分摊面积的填“是”,由初审说明理由后通过。",
  },
];

export interface TableForm {
  /** The name of the sheet, and what a person calls the table. */
  sheet: string;
  columns: readonly Column[];
}

export const TABLE_FORMS: Record<SurveyTableName, TableForm> = {
  floors: { sheet: "分层表", columns: FLOOR_COLUMNS },
  zones: { sheet: "功能区", columns: ZONE_COLUMNS },
  units: { sheet: "户室对照表", columns: UNIT_COLUMNS },
};

/** The title of a column, for naming a cell in a problem. */
export function titleOf(table: SurveyTableName, key: string): string {
  return TABLE_FORMS[table].columns.find((column) => column.key === key)?.title ?? key;
}
