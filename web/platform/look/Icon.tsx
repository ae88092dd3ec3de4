import "./icon.css";

/** Strokes on a field of 24 × 24. Own drawings: the desk's icon package brings antd's styles with it. */
const strokes = {
  inbox: "M4 13l2.5-8h11L20 13M4 13v6h16v-6M4 13h5a3 3 0 0 0 6 0h5",
  check: "M4.5 12.5l5 5 10-11",
  checkBox: "M5 4h14a1 1 0 0 1 1 1v14a1 1 0 0 1-1 1H5a1 1 0 0 1-1-1V5a1 1 0 0 1 1-1zM8 12l3 3 5.5-6",
  archive: "M3.5 5h17v4h-17zM5 9v10.5h14V9M9.5 13h5",
  bell: "M6 17V11a6 6 0 0 1 12 0v6l1.5 1.5h-15zM10 21h4M12 3v2",
  person: "M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8zM4 20.5c.8-4 4-6 8-6s7.2 2 8 6",
  clock: "M12 21a9 9 0 1 0 0-18 9 9 0 0 0 0 18zM12 7v5.300l3.5 2",
  close: "M6 6l12 12M18 6L6 18",
  back: "M14.5 5L7.5 12l7 7",
  next: "M9.5 5l7 7-7 7",
  more: "M5.5 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM12 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1zM18.5 12.5a.5.5 0 1 0 0-1 .5.5 0 0 0 0 1z",
  pen: "M4 20l1-4L16 5l3 3L8 19zM13.5 7.500l3 3",
  search: "M10.5 17a6.5 6.5 0 1 0 0-13 6.5 6.5 0 0 0 0 13zM15.5 15.500L21 21",
  sort: "M7 5v14M7 19l-3-3M7 19l3-3M13 6h8M13 11h6M13 16h4",
  expand: "M4 9V4h5M15 4h5v5M20 15v5h-5M9 20H4v-5",
  turn: "M19.5 12a7.5 7.5 0 1 1-2.5-5.600M17.5 2.500v4.500H13",
  download: "M12 4v11M7.5 11l4.5 4.5 4.5-4.500M4 20h16",
  paper: "M6 3h8l4 4v14H6zM14 3v4h4M9 12h6M9 16h6",
  picture: "M4 5h16v14H4zM4 16l5-5 4 4 3-3 4 4M15.5 9.500h.01",
  table: "M4 5h16v14H4zM4 10h16M4 14.500h16M10 5v14",
  offline: "M3 3l18 18M5 12.500a10 10 0 0 1 4-2.500M19 12.500a10 10 0 0 0-5-2.800M8.5 16a5 5 0 0 1 6 0M12 19.500h.01",
} as const;
export type IconName = keyof typeof strokes;

/** Only beside words, or in a button that has a name: screen readers pass over it. */
export function Icon({ name }: { name: IconName }) {
  return (
    <svg className="icon" viewBox="0 0 24 24" aria-hidden focusable="false">
      <path d={strokes[name]} />
    </svg>
  );
}
