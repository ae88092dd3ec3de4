const CENTRAL = [0x50, 0x4b, 0x01, 0x02];
const END = 0x06054b50;
/** 1 January 1980, midnight: the earliest moment a zip can say. */
const DOS_DATE = 0x21;

/** The same zip with every entry dated 1980-01-01, in place: the writer stamps the current time, we want equal bytes. */
export function withoutTimes(zip: Uint8Array): Uint8Array {
  const view = new DataView(zip.buffer, zip.byteOffset, zip.byteLength);
  const end = zip.length - 22;
  if (view.getUint32(end, true) !== END) throw new Error("a workbook just written ends without a zip directory");
  let at = view.getUint32(end + 16, true);
  while (at < end && CENTRAL.every((byte, index) => zip[at + index] === byte)) {
    const local = view.getUint32(at + 42, true);
    for (const timeAt of [at + 12, local + 10]) {
      view.setUint16(timeAt, 0, true);
      view.setUint16(timeAt + 2, DOS_DATE, true);
    }
    at += 46 + view.getUint16(at + 28, true) + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return zip;
}
