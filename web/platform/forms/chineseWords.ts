const words = new Map([
  ["Select", "请选择"],
  ["No results", "没有匹配的选项"],
  ["All values selected", "已全部选中"],
  ["Nothing to show.", "没有内容"],
]);
const placeholders = new Map([["Search", "输入关键字查找"]]);

/**
 * The few words that form-js draws itself. It keeps its own record of them, so changing the text in place is safe.
 * Answers how to stop.
 */
export function chineseWords(container: HTMLElement): () => void {
  const translate = () => {
    for (const element of container.querySelectorAll(
      ".fjs-select-display, .fjs-dropdownlist-empty, .fjs-table-nothing",
    )) {
      const text = element.firstChild;
      const word = text instanceof Text ? words.get(text.data) : undefined;
      if (word && text instanceof Text) text.data = word;
    }
    for (const input of container.querySelectorAll<HTMLInputElement>("input[placeholder]")) {
      const word = placeholders.get(input.placeholder);
      if (word) input.placeholder = word;
    }
  };
  const observer = new MutationObserver(translate);
  observer.observe(container, {
    childList: true,
    subtree: true,
    characterData: true,
    attributeFilter: ["placeholder"],
  });
  return () => observer.disconnect();
}
