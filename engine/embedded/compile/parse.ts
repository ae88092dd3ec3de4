import { BpmnModdle } from "bpmn-moddle";
import zeebe from "zeebe-bpmn-moddle/resources/zeebe.json" with { type: "json" };
import { nearestId, type Source } from "./source.ts";

export interface Finding {
  elementId: string | null;
  reason: string;
}

const sizeLimit = 5 * 1024 * 1024;
const moddle = new BpmnModdle({ zeebe });

/** Reads a BPMN file. `definitions` is null where it could not be read at all; the findings then say why. */
export async function parseXml(xml: string): Promise<{ definitions: Source | null; findings: Finding[] }> {
  const refuse = (reason: string) => ({ definitions: null, findings: [{ elementId: null, reason }] });
  if (Buffer.byteLength(xml) > sizeLimit) return refuse("文件超过 5 MB。");
  // BPMN needs no document type; entities defined in one can grow without bound.
  if (/<!(DOCTYPE|ENTITY)/i.test(xml)) return refuse("文件含有文档类型或实体声明，不予接受。");
  try {
    const { rootElement, warnings } = await moddle.fromXML(xml);
    return { definitions: rootElement as Source, findings: warnings.flatMap(toFinding) };
  } catch (error) {
    return refuse(`文件不是可读的 BPMN：${firstLine(error instanceof Error ? error.message : String(error))}。`);
  }
}

/** What is wrong with shapes and edges does not change how the process runs. */
function toFinding({ message, element }: { message: string; element?: object }): Finding[] {
  const source = element as Source | undefined;
  if (source && !source.$type.startsWith("bpmn:") && !source.$type.startsWith("zeebe:")) return [];
  const duplicate = /duplicate ID <(.+)>/.exec(message)?.[1];
  if (duplicate) return [{ elementId: duplicate, reason: "编号重复。" }];
  const missing = /unresolved reference <(.+)>/.exec(message)?.[1];
  if (missing) return [{ elementId: nearestId(source), reason: `引用了不存在的 ${missing}。` }];
  return [{ elementId: nearestId(source), reason: `无法识别的内容：${firstLine(message)}。` }];
}

const firstLine = (message: string) => message.split("\n")[0]!.trim();
