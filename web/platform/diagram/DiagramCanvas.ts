import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/diagram-js.css";
import "./diagram.css";
import NavigatedViewer from "bpmn-js/lib/NavigatedViewer";
import { listenToFingers } from "../look/fingers.ts";

interface Canvas {
  zoom(to?: "fit-viewport" | number, center?: "auto" | { x: number; y: number }): number;
  scroll(by: { dx: number; dy: number }): void;
  scrollToElement(elementId: string): void;
  addMarker(elementId: string, marker: string): void;
}
interface Overlays {
  add(elementId: string, overlay: { position: { bottom: number; left: number }; html: HTMLElement }): string;
}
interface ElementRegistry {
  get(elementId: string): unknown;
}
export interface DiagramNote {
  elementId: string;
  text: string;
}

/** Below this scale labels cannot be read: then the current node is shown instead of everything. */
const legible = 0.75;
/** Scales that fingers can reach. */
const smallest = 0.15;
const largest = 4;

/** The real diagram, to be looked at: done nodes, current nodes, who and when below them. The bpmn.io mark stays. */
export class DiagramCanvas {
  readonly #viewer: NavigatedViewer;
  readonly #stopListening: () => void;

  constructor(container: HTMLElement) {
    this.#viewer = new NavigatedViewer({ container });
    // The viewer knows mouse and wheel only.
    this.#stopListening = listenToFingers(container, {
      move: (dx, dy) => this.#viewer.get<Canvas>("canvas").scroll({ dx, dy }),
      zoom: (factor, at) => {
        const canvas = this.#viewer.get<Canvas>("canvas");
        canvas.zoom(Math.min(largest, Math.max(smallest, canvas.zoom() * factor)), at);
      },
    });
  }

  async open(xml: string, done: string[], current: string[], notes: DiagramNote[]): Promise<void> {
    await this.#viewer.importXML(xml);
    const canvas = this.#viewer.get<Canvas>("canvas");
    const known = this.#viewer.get<ElementRegistry>("elementRegistry");
    const overlays = this.#viewer.get<Overlays>("overlays");
    const there = (elementId: string) => Boolean(known.get(elementId));
    for (const id of done.filter(there)) canvas.addMarker(id, "diagram-done");
    for (const id of current.filter(there)) canvas.addMarker(id, "diagram-current");
    for (const { elementId, text } of notes) {
      if (!there(elementId)) continue;
      const html = document.createElement("div");
      html.className = "diagram-note";
      html.textContent = text;
      overlays.add(elementId, { position: { bottom: -4, left: 0 }, html });
    }
    if (this.fit() >= legible) return;
    const at = current.find(there);
    if (!at) return;
    canvas.zoom(legible, "auto");
    canvas.scrollToElement(at);
  }

  /** Shows the whole diagram; answers its scale. */
  fit(): number {
    const canvas = this.#viewer.get<Canvas>("canvas");
    // A little air around it; the mark at the lower right stays free.
    return canvas.zoom(canvas.zoom("fit-viewport", "auto") * 0.93, "auto");
  }

  close(): void {
    this.#stopListening();
    this.#viewer.destroy();
  }
}
