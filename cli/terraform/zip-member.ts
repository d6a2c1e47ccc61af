import { inflateRawSync } from "node:zlib";

const endOfDirectory = 0x06054b50;
const directoryEntry = 0x02014b50;

/**
 * The text of one file in a zip archive; undefined where there is none, or it is no zip. Terraform's saved plans are such
 * archives. https://pkware.cachefly.net/webdocs/casestudies/APPNOTE.TXT, 4.3
 */
export function zipMember(archive: Buffer, wanted: string): string | undefined {
  const end = archive.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0 || archive.readUInt32LE(end) !== endOfDirectory) return undefined;
  let at = archive.readUInt32LE(end + 16);
  while (at + 46 <= end && archive.readUInt32LE(at) === directoryEntry) {
    const [name, extra, comment] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset)) as Lengths;
    if (archive.toString("utf8", at + 46, at + 46 + name) === wanted) return contentOf(archive, at);
    at += 46 + name + extra + comment;
  }
  return undefined;
}

type Lengths = [name: number, extra: number, comment: number];

/** The sizes stand in the directory; before the content they may be left out. */
function contentOf(archive: Buffer, entry: number): string | undefined {
  const [method, size] = [archive.readUInt16LE(entry + 10), archive.readUInt32LE(entry + 20)];
  const local = archive.readUInt32LE(entry + 42);
  const start = local + 30 + archive.readUInt16LE(local + 26) + archive.readUInt16LE(local + 28);
  const content = archive.subarray(start, start + size);
  if (method === 0) return content.toString("utf8");
  return method === 8 ? inflateRawSync(content).toString("utf8") : undefined;
}
