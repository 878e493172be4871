import { crc32, inflateRawSync } from 'node:zlib';

/** Reads an archive as other programs do: by the list at its end. Errors: whatever in it is not as it must be. */
export function unzip(archive: Buffer): Map<string, string> {
  const end = archive.lastIndexOf(Buffer.from('PK\x05\x06'));
  if (end < 0) throw new Error('The archive has no end.');
  const count = archive.readUInt16LE(end + 10);
  const files = new Map<string, string>();
  let at = archive.readUInt32LE(end + 16);
  for (let nth = 0; nth < count; nth += 1) {
    if (archive.readUInt32LE(at) !== 0x02014b50) throw new Error(`Entry ${nth} is not where the list says.`);
    const [crc, packed, plain] = [16, 20, 24].map((offset) => archive.readUInt32LE(at + offset));
    const [title = 0, extra = 0, comment = 0] = [28, 30, 32].map((offset) => archive.readUInt16LE(at + offset));
    const name = archive.toString('utf8', at + 46, at + 46 + title);
    const head = archive.readUInt32LE(at + 42);
    if (archive.readUInt32LE(head) !== 0x04034b50) throw new Error(`"${name}" does not begin where the list says.`);
    const start = head + 30 + archive.readUInt16LE(head + 26) + archive.readUInt16LE(head + 28);
    const bytes = inflateRawSync(archive.subarray(start, start + packed!));
    if (bytes.length !== plain || crc32(bytes) !== crc) throw new Error(`"${name}" is not what was put in.`);
    files.set(name, bytes.toString('utf8'));
    at += 46 + title + extra + comment;
  }
  return files;
}
