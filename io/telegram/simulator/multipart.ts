import type { Readable } from 'node:stream';
import { Refusal } from './refusal.ts';

export interface UploadedFile {
  readonly field: string;
  readonly name: string;
  readonly mimeType: string;
  readonly bytes: Buffer;
}

export interface MultipartBody {
  readonly fields: Record<string, string>;
  readonly files: readonly UploadedFile[];
}

const TOO_LARGE = () => new Refusal(413, 'Request Entity Too Large');
const MALFORMED = () => new Refusal(400, 'Bad Request: malformed multipart body');
const HEADER_BYTES = 16 * 1024;

/**
 * Reads a multipart/form-data stream, never holding more than the caps allow.
 * `fieldBytes` is for all text fields together, `fileBytes` for each file.
 * Errors: 413 above a cap, 400 when the body is not what it says.
 */
export async function readMultipart(
  stream: Readable,
  options: { boundary: string; fieldBytes: number; fileBytes: number },
): Promise<MultipartBody> {
  const fields: Record<string, string> = Object.create(null);
  const files: UploadedFile[] = [];
  const delimiter = Buffer.from(`\r\n--${options.boundary}`);
  let fieldBytesLeft = options.fieldBytes;
  // A virtual line break in front lets the first delimiter look like all the others.
  let buffer: Buffer = Buffer.from('\r\n');
  let part: { header: PartHeader; chunks: Buffer[]; length: number } | null = null;
  let where = 'preamble' as 'preamble' | 'after-delimiter' | 'headers' | 'content' | 'end';

  const addContent = (chunk: Buffer) => {
    if (!part || chunk.length === 0) return;
    part.length += chunk.length;
    const isFile = part.header.fileName !== null;
    if (part.length > (isFile ? options.fileBytes : fieldBytesLeft)) throw TOO_LARGE();
    // Copied, so that a small tail does not keep a whole network chunk alive.
    part.chunks.push(Buffer.from(chunk));
  };

  const finishPart = () => {
    if (!part) return;
    const bytes = Buffer.concat(part.chunks);
    const { name, fileName, mimeType } = part.header;
    if (fileName === null) {
      fieldBytesLeft -= bytes.length;
      fields[name] = bytes.toString('utf8');
    } else {
      files.push({ field: name, name: fileName, mimeType, bytes });
    }
    part = null;
  };

  /** One step forward; false when more bytes are needed. */
  const step = (): boolean => {
    if (where === 'preamble' || where === 'content') {
      const at = buffer.indexOf(delimiter);
      if (at === -1) {
        const safe = Math.max(0, buffer.length - delimiter.length);
        addContent(buffer.subarray(0, safe));
        buffer = buffer.subarray(safe);
        return false;
      }
      addContent(buffer.subarray(0, at));
      finishPart();
      buffer = buffer.subarray(at + delimiter.length);
      where = 'after-delimiter';
      return true;
    }
    if (where === 'after-delimiter') {
      if (buffer.length < 2) return false;
      const next = buffer.toString('latin1', 0, 2);
      if (next !== '--' && next !== '\r\n') throw MALFORMED();
      where = next === '--' ? 'end' : 'headers';
      // The line break stays: a part without headers is then "\r\n\r\n" like any other end of headers.
      return where === 'headers';
    }
    if (where === 'headers') {
      const at = buffer.indexOf('\r\n\r\n');
      if (at === -1) {
        if (buffer.length > HEADER_BYTES) throw TOO_LARGE();
        return false;
      }
      part = { header: readHeader(buffer.toString('utf8', 0, at)), chunks: [], length: 0 };
      buffer = buffer.subarray(at + 4);
      where = 'content';
      return true;
    }
    return false;
  };

  for await (const chunk of stream as AsyncIterable<Buffer>) {
    if (where === 'end') continue;
    buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
    while (step());
  }
  if (where !== 'end') throw MALFORMED();
  return { fields, files };
}

interface PartHeader {
  readonly name: string;
  /** null for a text field. */
  readonly fileName: string | null;
  readonly mimeType: string;
}

function readHeader(text: string): PartHeader {
  const disposition = /content-disposition:[^\r\n]*/i.exec(text)?.[0] ?? '';
  const name = parameterOf(disposition, 'name');
  if (name === null) throw MALFORMED();
  const mimeType = /content-type:\s*([^\r\n;]+)/i.exec(text)?.[1]?.trim() ?? 'application/octet-stream';
  return { name, fileName: parameterOf(disposition, 'filename'), mimeType };
}

/** `; name="value"` or, as some clients write, `;name=value`. */
function parameterOf(header: string, key: string): string | null {
  const match = new RegExp(`;\\s*${key}=(?:"((?:\\\\.|[^"\\\\])*)"|([^;\r\n]+))`, 'i').exec(header);
  if (!match) return null;
  return (match[1]?.replace(/\\(.)/g, '$1') ?? match[2]?.trim() ?? '').replace(/%22/g, '"');
}
