const FULL_WIDTH = /[\uFF01-\uFF5E\u3000]/;

/** Whether a text holds full-width (全角) letters, digits or signs, as Chinese input methods produce them. */
export function hasFullWidth(text: string): boolean {
  return FULL_WIDTH.test(text);
}

/** The same text in half-width (半角) characters; shown to the person as a suggestion, never applied silently. */
export function toHalfWidth(text: string): string {
  return text
    .replace(/[\uFF01-\uFF5E]/g, (character) => String.fromCharCode(character.charCodeAt(0) - 0xfee0))
    .replace(/\u3000/g, " ");
}
