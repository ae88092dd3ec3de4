import { globSync, readFileSync } from "node:fs";
import { basename, join } from "node:path";
import type { Context } from "#approval/context.ts";
import type { Definition } from "#engine/engine.ts";

/**
 * Deploys `processes/<business>/*.bpmn`, all or none. A diagram that has not changed keeps its version.
 * @throws DeployError naming every element that cannot be run
 */
export async function deployDiagrams(
  { database, engine }: Pick<Context, "database" | "engine">,
  folder: string,
): Promise<Definition[]> {
  const resources = globSync("*/*.bpmn", { cwd: folder })
    .sort()
    .map((file) => ({ name: basename(file), xml: readFileSync(join(folder, file), "utf8") }));
  return database.transact((tx) => engine.deploy(tx, resources), { name: "deploy" });
}
