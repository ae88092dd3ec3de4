/** form-js says what is wrong in English and in code; people read this. */
const sentences: [pattern: RegExp, sentence: (...parts: string[]) => string][] = [
  [/^Field is required\.$/, () => "此项必填。"],
  [/^Value is not a number\.$/, () => "请填写数字。"],
  [/^Value is expected to be an integer\.$/, () => "请填写整数。"],
  [/^Value is expected to have at most (\d+) decimal/, (digits) => `最多保留 ${digits} 位小数。`],
  [/^Please select a valid value, .* are (.+) and (.+)\.$/, (below, above) => `请填写 ${below} 或 ${above}。`],
  [/^Field must match pattern/, () => "格式不正确。"],
  [/^Field must have minimum value of (.+)\.$/, (least) => `不能小于 ${least}。`],
  [/^Field must have maximum value of (.+)\.$/, (most) => `不能大于 ${most}。`],
  [/^Field must have minimum length of (.+)\.$/, (least) => `至少 ${least} 个字。`],
  [/^Field must have maximum length of (.+)\.$/, (most) => `最多 ${most} 个字。`],
  [/phone number/, () => "请填写正确的电话号码。"],
  [/valid email/, () => "请填写正确的电子邮箱。"],
];

/** An own sentence of the form (`patternErrorMessage`) passes as it is. */
export function inChinese(message: string): string {
  for (const [pattern, sentence] of sentences) {
    const match = pattern.exec(message);
    if (match) return sentence(...match.slice(1));
  }
  return message;
}

interface Validator {
  validateFieldInstance(fieldInstance: unknown, value: unknown): string[];
}

/** Wraps the validator of one form, which the package does not export. */
class ChineseErrors {
  static $inject = ["validator"];
  constructor(validator: Validator) {
    const original = validator.validateFieldInstance.bind(validator);
    validator.validateFieldInstance = (fieldInstance, value) => original(fieldInstance, value).map(inChinese);
  }
}

export const chineseErrorsModule = { __init__: ["chineseErrors"], chineseErrors: ["type", ChineseErrors] };
