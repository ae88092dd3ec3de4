/**
 * What a personal value is for. It decides how the value is normalised before it is compared, and separates the blind
 * indexes: the same digits as a phone and as an account give unrelated indexes. Values of one purpose in different
 * tables share it, so that they can be found by each other.
 */
export const purposes = ["identityNumber", "phone", "bankAccount"] as const;
export type Purpose = (typeof purposes)[number];

/** The one spelling of a value: half-width, trimmed; identity numbers in capitals, numbers without separators. */
export function normalise(purpose: Purpose, value: string): string {
  const plain = value.normalize("NFKC").trim();
  switch (purpose) {
    case "identityNumber":
      return plain.replace(/\s/g, "").toUpperCase();
    case "phone":
    case "bankAccount":
      return plain.replace(/[\s\-‐-―()]/g, "");
  }
}
