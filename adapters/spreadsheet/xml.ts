import { setImmediate } from "node:timers/promises";
import { SaxesParser } from "saxes";
import { damaged } from "./refusals.ts";

export interface XmlHandlers {
  /** `name` without its namespace prefix; attributes as written. */
  open?(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

const SLICE = 64 * 1024;
const DEEPEST = 64;
const MOST_ATTRIBUTES = 64;

/**
 * Runs through an XML text slice by slice, giving way to other work after each. Entities of the text itself are not
 * expanded (the parser knows only the five of XML). What a handler throws goes through as it is.
 * @throws BusinessError FILE_DAMAGED when it is not well-formed, or nested or attributed beyond all use
 */
export async function parseXml(content: Uint8Array, handlers: XmlHandlers): Promise<void> {
  const parser = new SaxesParser<{ xmlns: false; position: false }>({ xmlns: false, position: false });
  let depth = 0;
  let attributes = 0;
  parser.on("error", () => {
    throw damaged();
  });
  parser.on("opentagstart", () => {
    depth += 1;
    attributes = 0;
    if (depth > DEEPEST) throw damaged();
  });
  parser.on("attribute", () => {
    attributes += 1;
    if (attributes > MOST_ATTRIBUTES) throw damaged();
  });
  parser.on("opentag", (tag) => handlers.open?.(localName(tag.name), tag.attributes));
  parser.on("closetag", (tag) => {
    depth -= 1;
    handlers.close?.(localName(tag.name));
  });
  if (handlers.text) parser.on("text", (text) => handlers.text?.(text));
  const decoder = new TextDecoder("utf-8");
  for (let at = 0; at < content.length; at += SLICE) {
    parser.write(decoder.decode(content.subarray(at, at + SLICE), { stream: true }));
    await setImmediate();
  }
  parser.write(decoder.decode()).close();
}

const localName = (name: string): string => name.slice(name.indexOf(":") + 1);
