import { z } from "zod";
import type { Block } from "./model.ts";

/** Materials as a document lists them. */
export const receivedMaterialsSchema = z.array(
  z.object({ name: z.string().trim().min(1), form: z.string().trim().min(1), copies: z.int().positive() }),
);
export type ReceivedMaterials = z.infer<typeof receivedMaterialsSchema>;

/** Nothing where none was received. */
export function materialsTable(materials: ReceivedMaterials): Block[] {
  if (materials.length === 0) return [];
  return [
    {
      kind: "table",
      columns: [
        { title: "序号", width: 1, align: "center" },
        { title: "材料名称", width: 6, align: "left" },
        { title: "材料形式", width: 2, align: "center" },
        { title: "份数", width: 1, align: "center" },
      ],
      rows: materials.map(({ name, form, copies }, index) => [String(index + 1), name, form, String(copies)]),
      total: null,
    },
  ];
}
