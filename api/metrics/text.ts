/** Prometheus text format 0.0.4. */
export interface Family {
  name: string;
  type: "counter" | "gauge";
  help: string;
  values: { labels: Record<string, string>; value: number }[];
}
export interface HistogramFamily {
  name: string;
  help: string;
  /** Upper bounds, ascending; the last bucket without a bound is added here. */
  bounds: readonly number[];
  /** `buckets` count everything up to each bound. */
  values: { labels: Record<string, string>; buckets: number[]; sum: number; count: number }[];
}

export const lines = ({ name, type, help, values }: Family): string[] => [
  ...head(name, type, help),
  ...values.map(({ labels, value }) => sample(name, labels, value)),
];

export const histogramLines = ({ name, help, bounds, values }: HistogramFamily): string[] => [
  ...head(name, "histogram", help),
  ...values.flatMap(({ labels, buckets, sum, count }) => [
    ...bounds.map((bound, n) => sample(`${name}_bucket`, { ...labels, le: String(bound) }, buckets[n] ?? 0)),
    sample(`${name}_bucket`, { ...labels, le: "+Inf" }, count),
    sample(`${name}_sum`, labels, sum),
    sample(`${name}_count`, labels, count),
  ]),
];

const head = (name: string, type: string, help: string): string[] => [
  `# HELP ${name} ${help}`,
  `# TYPE ${name} ${type}`,
];

function sample(name: string, labels: Record<string, string>, value: number): string {
  const pairs = Object.entries(labels).map(([label, text]) => `${label}="${escapeLabel(text)}"`);
  return `${name}${pairs.length > 0 ? `{${pairs.join(",")}}` : ""} ${value}`;
}

const escapeLabel = (text: string): string =>
  text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
