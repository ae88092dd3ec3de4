import { join } from "node:path";
import { ensureWeb } from "#api/start/webBuild.ts";

/** Builds the web where it is missing or older than its sources. @throws Error with the builder's last lines */
export const ensureWebIsBuilt = (): Promise<void> => ensureWeb(join(import.meta.dirname, ".."), { production: false });
