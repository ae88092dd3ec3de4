import { createHash } from "node:crypto";

/** Leaves and inner nodes are hashed apart, so that no inner node passes for a leaf (RFC 6962, section 2.1). */
const LEAF = "\u0000";
const NODE = "\u0001";

/** The Merkle root of texts in their order, 64 hexadecimal digits. A node without a neighbour moves up as it is. */
export function merkleRoot(leaves: readonly string[]): string {
  let level = leaves.map((leaf) => hash(LEAF, leaf));
  if (level.length === 0) return hash(LEAF, "");
  while (level.length > 1) {
    const above: string[] = [];
    for (let n = 0; n < level.length; n += 2) {
      const [left, right] = [level[n]!, level[n + 1]];
      above.push(right === undefined ? left : hash(NODE, left + right));
    }
    level = above;
  }
  return level[0]!;
}

const hash = (kind: string, text: string): string => createHash("sha256").update(kind).update(text).digest("hex");
