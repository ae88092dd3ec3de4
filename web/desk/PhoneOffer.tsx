import { useState } from "react";
import "./phoneOffer.css";

const onPhone = () => window.matchMedia("(max-width: 640px) and (pointer: coarse)").matches;

/** At a phone: the way to its own door, above everything, until it is waved away. */
export function PhoneOffer() {
  const [shown, setShown] = useState(onPhone);
  if (!shown) return null;
  return (
    <div className="phone-offer" role="note">
      <span>您正在使用手机，手机版更便于办理。</span>
      <a href="/m">打开手机版</a>
      <button type="button" aria-label="关闭提示" onClick={() => setShown(false)}>
        ✕
      </button>
    </div>
  );
}
