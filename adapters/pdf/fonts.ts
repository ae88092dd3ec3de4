import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { readCoverage } from "./coverage.ts";

export type Weight = "regular" | "bold";

export interface Fonts {
  files: Record<Weight, Buffer>;
  /** True where the weight can draw the character. */
  covers(weight: Weight, codePoint: number): boolean;
}

const names: Record<Weight, string> = {
  regular: "400Regular/NotoSansSC_400Regular.ttf",
  bold: "700Bold/NotoSansSC_700Bold.ttf",
};

let loading: Promise<Fonts> | null = null;

/** Noto Sans SC (OFL) from its npm package, 10 MB a weight, read once a process. */
export function loadFonts(): Promise<Fonts> {
  loading ??= read().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

async function read(): Promise<Fonts> {
  const [regular, bold] = await Promise.all([readFont("regular"), readFont("bold")]);
  const coverage = { regular: readCoverage(regular), bold: readCoverage(bold) };
  return { files: { regular, bold }, covers: (weight, codePoint) => coverage[weight](codePoint) };
}

function readFont(weight: Weight): Promise<Buffer> {
  const address = import.meta.resolve(`@expo-google-fonts/noto-sans-sc/${names[weight]}`);
  return readFile(fileURLToPath(address));
}
