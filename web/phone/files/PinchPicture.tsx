import { useEffect, useRef, useState } from "react";
import { listenToFingers } from "../../platform/look/fingers.ts";

/** Smallest and largest scale; 1 shows the whole picture. */
const least = 1;
const most = 8;
const closer = 2.5;
const whole = { x: 0, y: 0, scale: 1 };

/** A picture that two fingers zoom and one moves; a double tap comes closer and goes back. */
export function PinchPicture({ src, alt, turn }: { src: string; alt: string; turn: number }) {
  const stage = useRef<HTMLDivElement>(null);
  const [place, setPlace] = useState(whole);
  useEffect(() => {
    const element = stage.current;
    if (!element) return;
    const stop = listenToFingers(element, {
      move: (dx, dy) => setPlace((now) => (now.scale === 1 ? now : { ...now, x: now.x + dx, y: now.y + dy })),
      zoom: (factor, at) => setPlace((now) => zoomed(now, factor, at)),
    });
    const onDoubleTap = ({ clientX, clientY }: MouseEvent) => {
      const { left, top } = element.getBoundingClientRect();
      setPlace((now) => (now.scale > 1 ? whole : zoomed(now, closer, { x: clientX - left, y: clientY - top })));
    };
    element.addEventListener("dblclick", onDoubleTap);
    return () => {
      stop();
      element.removeEventListener("dblclick", onDoubleTap);
    };
  }, []);
  return (
    <div ref={stage} className="pinch">
      <div
        className="pinch-moved"
        data-scale={place.scale.toFixed(2)}
        style={{ transform: `translate(${place.x}px, ${place.y}px) scale(${place.scale})` }}
      >
        <img
          src={src}
          alt={alt}
          draggable={false}
          className={turn % 180 === 0 ? "" : "pinch-across"}
          style={{ transform: `rotate(${turn}deg)` }}
        />
      </div>
    </div>
  );
}

/** Keeps what lies under the fingers under them. The origin of the transform is the upper left corner of the stage. */
function zoomed(now: typeof whole, factor: number, at: { x: number; y: number }) {
  const scale = Math.min(most, Math.max(least, now.scale * factor));
  if (scale === 1) return whole;
  const by = scale / now.scale;
  return { x: at.x - (at.x - now.x) * by, y: at.y - (at.y - now.y) * by, scale };
}
