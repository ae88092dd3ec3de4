/** What our libraries use and Chromium 86 or iOS 15 lack. Each is the plain meaning of the standard. */
function add(target: object, name: string, value: (...given: never[]) => unknown): void {
  if (!(name in target)) Object.defineProperty(target, name, { value, writable: true, configurable: true });
}

function at<T>(this: ArrayLike<T>, index: number): T | undefined {
  const whole = Math.trunc(index) || 0;
  return this[whole < 0 ? this.length + whole : whole];
}
add(Array.prototype, "at", at);
add(String.prototype, "at", at);
add(Array.prototype, "findLast", function <T>(this: T[], test: (item: T, index: number, all: T[]) => unknown) {
  for (let index = this.length - 1; index >= 0; index--) {
    if (test(this[index]!, index, this)) return this[index];
  }
  return undefined;
});
add(Array.prototype, "toSorted", function <T>(this: T[], compare?: (a: T, b: T) => number) {
  return [...this].sort(compare);
});
// biome-ignore lint/suspicious/noPrototypeBuiltins: this is what Object.hasOwn is made of
add(Object, "hasOwn", (of: object, name: PropertyKey) => Object.prototype.hasOwnProperty.call(of, name));
add(globalThis, "structuredClone", (value: unknown) => JSON.parse(JSON.stringify(value)));
