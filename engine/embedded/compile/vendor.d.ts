declare module "bpmn-moddle" {
  /** The little that `parse.ts` uses. Elements are read through `Source`. */
  export class BpmnModdle {
    constructor(packages: Record<string, unknown>);
    fromXML(xml: string): Promise<{ rootElement: object; warnings: { message: string; element?: object }[] }>;
  }
}
