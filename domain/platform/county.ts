import type { MaterialSlot } from "./drafts.ts";
import type { MatterKind } from "./states.ts";

/** What a public matter promises (事项): a versioned row of `serviceMatter` once a county offers it. */
export interface MatterPromise {
  name: string;
  kind: MatterKind;
  legalBasis: readonly { law: string; article: string; text: string }[];
  /** Days to look at what was handed in, then working days of the law and of the promise, then to deliver. */
  acceptanceDays: number;
  statutoryDays: number;
  promisedDays: number;
  deliveryDays: number;
  materials: readonly MaterialSlot[];
  /** The documents it ends in; `kind` is one of the business's own. */
  results: readonly { kind: string; name: string }[];
}

/** A figure or wording that a county decides (政策参数), with what it rests on. */
export interface CountyFigure {
  name: string;
  value: unknown;
  unit: string;
  legalBasis: string;
  validFrom: string;
}

/** What the demonstration county begins a business with. Each must be checked by a county before it goes live. */
export interface BusinessCounty {
  matter: MatterPromise;
  figures: readonly CountyFigure[];
}

const DOCUMENTS = ["application/pdf", "image/png", "image/jpeg"];

/** A material handed in as scans: at most `most` files. */
export const scans = (slot: string, name: string, required: boolean, most: number, note = ""): MaterialSlot => ({
  slot,
  name,
  required,
  accept: DOCUMENTS,
  most,
  note,
});

/** 文号式样 of a kind of document: 邵住保受〔{year}〕{n}号. */
export const numbering = (kind: string, pattern: string): CountyFigure => ({
  name: `number.${kind}`,
  value: pattern,
  unit: "文号式样",
  legalBasis: "《党政机关公文格式》GB/T 9704-2012 7.2.5（演示文号）",
  validFrom: "2019-01-01",
});
