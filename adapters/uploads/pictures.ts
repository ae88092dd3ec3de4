import { Refused } from "./refusals.ts";

export interface Dimensions {
  width: number;
  height: number;
}

const damaged = () => new Refused("FILE_DAMAGED", "图片不完整或已损坏，请重新导出后上传。");

/** Reads width and height from the header of a PNG and follows its chunks to the end. @throws Refused FILE_DAMAGED */
export function readPng(content: Buffer): Dimensions {
  let at = 8;
  let dimensions: Dimensions | null = null;
  while (at + 12 <= content.length) {
    const length = content.readUInt32BE(at);
    const type = content.toString("latin1", at + 4, at + 8);
    if (at + 12 + length > content.length) throw damaged();
    if (type === "IHDR" && length === 13 && at === 8) {
      dimensions = { width: content.readUInt32BE(at + 8), height: content.readUInt32BE(at + 12) };
    }
    if (type === "IEND") {
      if (dimensions === null) throw damaged();
      return dimensions;
    }
    at += 12 + length;
  }
  throw damaged();
}

/** Start of frame: all of C0…CF but DHT, JPG and DAC. */
const isFrame = (marker: number) =>
  marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

/** Reads width and height from the frame header of a JPEG. @throws Refused FILE_DAMAGED */
export function readJpeg(content: Buffer): Dimensions {
  let at = 2;
  while (at + 4 <= content.length) {
    if (content[at] !== 0xff) throw damaged();
    const marker = content[at + 1]!;
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const length = content.readUInt16BE(at + 2);
    if (isFrame(marker)) {
      if (at + 9 > content.length) throw damaged();
      return { height: content.readUInt16BE(at + 5), width: content.readUInt16BE(at + 7) };
    }
    if (marker === 0xda || length < 2) throw damaged();
    at += 2 + length;
  }
  throw damaged();
}

/** A small file may unfold to gigabytes of pixels. @throws Refused FILE_IMAGE_TOO_LARGE, FILE_DAMAGED */
export function requireModest({ width, height }: Dimensions, maxPixels: number): void {
  if (width === 0 || height === 0) throw damaged();
  if (width * height <= maxPixels) return;
  const allowed = Math.floor(maxPixels / 10_000);
  throw new Refused(
    "FILE_IMAGE_TOO_LARGE",
    `图片尺寸 ${width}×${height} 过大，总像素不得超过 ${allowed} 万，请缩小后重新上传。`,
  );
}
