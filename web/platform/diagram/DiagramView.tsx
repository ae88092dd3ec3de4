import { useEffect, useRef, useState } from "react";
import type { z } from "zod";
import type { CaseView } from "#domain/platform/cases.ts";
import { type diagramSchema, useDiagram } from "../api/cases.ts";
import { Icon } from "../look/Icon.tsx";
import { PlainButton } from "../look/PlainButton.tsx";
import { ErrorState, Loaded } from "../look/States.tsx";
import { dateTime } from "../look/words.ts";
import type { DiagramCanvas } from "./DiagramCanvas.ts";

/** 流程图 of a case. The viewer is loaded when the tab is opened first. */
export function DiagramView({ of: { id, version, timeline } }: { of: CaseView }) {
  const diagram = useDiagram(id, version);
  return <Loaded of={diagram}>{(drawn) => <Drawing diagram={drawn} timeline={timeline} />}</Loaded>;
}

function Drawing({ diagram, timeline }: { diagram: z.infer<typeof diagramSchema>; timeline: CaseView["timeline"] }) {
  const place = useRef<HTMLDivElement>(null);
  const canvas = useRef<DiagramCanvas | null>(null);
  const [failure, setFailure] = useState<unknown>(null);
  useEffect(() => {
    let gone = false;
    const draw = async () => {
      const { DiagramCanvas } = await import("./DiagramCanvas.ts");
      if (gone || !place.current) return;
      canvas.current = new DiagramCanvas(place.current);
      await canvas.current.open(diagram.xml, diagram.done, diagram.current, notesOf(timeline));
    };
    draw().catch((error: unknown) => {
      if (!gone) setFailure(error);
    });
    return () => {
      gone = true;
      canvas.current?.close();
      canvas.current = null;
    };
  }, [diagram, timeline]);
  if (failure) return <ErrorState error={failure} />;
  return (
    <div className="diagram">
      <div className="diagram-legend">
        <span className="diagram-key diagram-key-done">已办</span>
        <span className="diagram-key diagram-key-current">当前</span>
        <span className="diagram-key">未到</span>
        <PlainButton onClick={() => canvas.current?.fit()}>
          <Icon name="expand" />
          全图
        </PlainButton>
      </div>
      <div className="diagram-place" ref={place} role="img" aria-label="流程图，可拖动和缩放" />
    </div>
  );
}

/** The last effective act at each node: who and when. */
function notesOf(timeline: CaseView["timeline"]) {
  const last = new Map<string, string>();
  for (const entry of timeline) {
    if (entry.state === "effective" && entry.outcome)
      last.set(entry.node, `${entry.who} ${dateTime(entry.at).slice(5)}`);
  }
  return [...last].map(([elementId, text]) => ({ elementId, text }));
}
