/** Two-character surnames (复姓) in use, after 公安部's name report; a name of three or more may begin with one. */
const COMPOUND_SURNAMES = new Set(
  (
    "欧阳 太史 端木 上官 司马 东方 独孤 南宫 万俟 闻人 夏侯 诸葛 尉迟 公羊 赫连 澹台 皇甫 宗政 濮阳 公冶 太叔 申屠 公孙 慕容 仲孙 " +
    "钟离 长孙 宇文 司徒 鲜于 司空 闾丘 子车 亓官 司寇 巫马 公西 颛孙 壤驷 公良 漆雕 乐正 宰父 谷梁 拓跋 夹谷 轩辕 令狐 段干 百里 " +
    "呼延 东郭 南门 羊舌 微生 梁丘 左丘 东门 西门 第五 完颜 纳兰"
  ).split(" "),
);

/** 张三 → 张*, 张三丰 → 张**, 欧阳修 → 欧阳*, 欧阳某某 → 欧阳** (SEC-06): only the surname stays. */
export function maskName(name: string): string {
  const characters = Array.from(name.trim());
  if (characters.length <= 1) return "*".repeat(characters.length);
  const compound = characters.length > 2 && COMPOUND_SURNAMES.has(characters.slice(0, 2).join(""));
  return keep(characters, compound ? 2 : 1, 0);
}

/** Keeps the first 4 and last 2 characters, never the birth date (SEC-06). A short document number keeps 1 and 2. */
export function maskIdentityNumber(number: string): string {
  const characters = Array.from(number.trim());
  return characters.length >= 15 ? keep(characters, 4, 2) : keep(characters, 1, 2);
}

/** 13812345678 → 138****5678; a landline keeps its area code and the last 2 digits. */
export function maskPhone(phone: string): string {
  const text = phone.trim();
  if (/^1\d{10}$/.test(text)) return keep(Array.from(text), 3, 4);
  const landline = /^(0\d{2,3}-)(\d+)$/.exec(text);
  return landline ? landline[1]! + keep(Array.from(landline[2]!), 0, 2) : keep(Array.from(text), 0, 2);
}

/** Keeps the last 4 digits of a bank account or card. */
export function maskCard(card: string): string {
  return keep(Array.from(card.replace(/\s/g, "")), 0, 4);
}

/** Masks everything when what would be kept is the whole. */
function keep(characters: string[], first: number, last: number): string {
  const hidden = characters.length - first - last;
  if (hidden <= 0) return "*".repeat(characters.length);
  return `${characters.slice(0, first).join("")}${"*".repeat(hidden)}${characters.slice(first + hidden).join("")}`;
}
