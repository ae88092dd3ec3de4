/** What may be uploaded. */
export type FileKind = "pdf" | "png" | "jpeg" | "xlsx" | "csv" | "docx" | "ofd";

export interface KindOfFile {
  mediaType: string;
  /** The extension it is kept with, and others that mean the same. */
  extensions: readonly [string, ...string[]];
  /** As told to a person. */
  name: string;
}

export const fileKinds: Record<FileKind, KindOfFile> = {
  pdf: { mediaType: "application/pdf", extensions: ["pdf"], name: "PDF 文件" },
  png: { mediaType: "image/png", extensions: ["png"], name: "PNG 图片" },
  jpeg: { mediaType: "image/jpeg", extensions: ["jpg", "jpeg"], name: "JPEG 图片" },
  xlsx: {
    mediaType: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    extensions: ["xlsx"],
    name: "Excel 工作簿",
  },
  csv: { mediaType: "text/csv", extensions: ["csv"], name: "CSV 表格" },
  docx: {
    mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    extensions: ["docx"],
    name: "Word 文档",
  },
  ofd: { mediaType: "application/ofd", extensions: ["ofd"], name: "OFD 版式文件" },
};

/** Caps on what an upload may hold. Parameters of the installation, not of the law. */
export interface UploadLimits {
  /** Bytes by kind. */
  maxBytes: Record<FileKind, number>;
  /** Width × height of a picture. */
  maxPixels: number;
  /** Entries of an archive (xlsx, docx, ofd), and what they declare to hold when unpacked, in bytes. */
  maxEntries: number;
  maxUnpackedBytes: number;
  /** Unpacked size of one entry against its packed size. */
  maxRatio: number;
}

const megabyte = 1024 * 1024;

export const defaultLimits: UploadLimits = {
  maxBytes: {
    pdf: 20 * megabyte,
    png: 10 * megabyte,
    jpeg: 10 * megabyte,
    xlsx: 10 * megabyte,
    csv: 10 * megabyte,
    docx: 20 * megabyte,
    ofd: 20 * megabyte,
  },
  maxPixels: 60_000_000,
  maxEntries: 2_000,
  maxUnpackedBytes: 150 * megabyte,
  maxRatio: 200,
};
