import { diagram, file, start } from "./diagram.ts";
import { around, extended, type Refusal } from "./refusal.ts";

/** Files that are not what they should be. */
export const refusedFiles: Refusal[] = [
  {
    title: "a file without an executable process",
    xml: () => file('<bpmn:process id="p"/>'),
    at: null,
    reason: /没有可执行/,
  },
  { title: "what is no XML", xml: () => "PK\u0003\u0004 zip", at: null, reason: /不是可读/ },
  { title: "XML that is no BPMN", xml: () => "<html><body/></html>", at: null, reason: /不是可读/ },
  { title: "a file that is cut off", xml: () => diagram(start()).slice(0, -40), at: null, reason: /不是可读/ },
  {
    title: "a file that declares entities",
    xml: () => `<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>${diagram(start())}`,
    at: null,
    reason: /实体/,
  },
  {
    title: "a file over 5 MB",
    xml: () => diagram(start(), `<!-- ${"x".repeat(5 * 1024 * 1024)} -->`),
    at: null,
    reason: /5 MB/,
  },
  {
    title: "content that is not understood",
    xml: () => around("x", extended("userTask", "x", "<zeebe:userTask/><zeebe:magic/>")),
    at: null,
    reason: /无法识别/,
  },
  {
    title: "sub-processes within sub-processes without end",
    xml: () => {
      const levels = Array.from({ length: 5000 }, (_, level) => level);
      return diagram(
        levels.map((level) => `<bpmn:subProcess id="s${level}">`).join("") + "</bpmn:subProcess>".repeat(5000),
      );
    },
    at: "s20",
    reason: /嵌套/,
  },
];
