import type { CaseView } from "#domain/platform/cases.ts";
import type { ShownFile } from "../../platform/files/FilePane.tsx";
import { dateOnly, dateTime, sizeText } from "../../platform/look/words.ts";

/** Materials and finished documents of a case, in one row to leaf through. */
export function filesOf(view: CaseView): ShownFile[] {
  const materials = view.materials.map((material) => ({
    ...material,
    title: material.slotName,
    note: `${dateOnly(material.at)} · ${sizeText(material.size)}`,
  }));
  const documents = view.documents
    .filter(({ ready }) => ready)
    .map(({ id, title, number, at, url }) => ({
      id,
      title,
      name: number,
      note: dateTime(at),
      mediaType: "application/pdf",
      url,
    }));
  return [...materials, ...documents];
}
