import type { IncomingMessage } from 'node:http';
import type { Limits } from './limits.ts';
import { readMultipart, type UploadedFile } from './multipart.ts';
import { badRequest, Refusal } from './refusal.ts';

export interface CallBody {
  readonly raw: Readonly<Record<string, unknown>>;
  readonly encoding: 'json' | 'form';
  readonly files: readonly UploadedFile[];
}

/** The parameters of a call: from the address, and from a JSON, urlencoded or multipart body. */
export async function readCallBody(request: IncomingMessage, options: { url: URL; limits: Limits }): Promise<CallBody> {
  const { url, limits } = options;
  const inAddress = Object.fromEntries(url.searchParams);
  const type = request.headers['content-type'] ?? '';
  if (/^multipart\/form-data/i.test(type)) {
    const boundary = /boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(type);
    const { fields, files } = await readMultipart(request, {
      boundary: boundary?.[1] ?? boundary?.[2] ?? '',
      fieldBytes: limits.fieldBytes,
      fileBytes: limits.documentBytes,
    });
    return { raw: { ...inAddress, ...fields }, encoding: 'form', files };
  }
  const text = (await readBytes(request, limits.fieldBytes)).toString('utf8');
  if (text === '') return { raw: inAddress, encoding: 'form', files: [] };
  if (/^application\/json/i.test(type))
    return { raw: { ...inAddress, ...readJson(text) }, encoding: 'json', files: [] };
  return { raw: { ...inAddress, ...Object.fromEntries(new URLSearchParams(text)) }, encoding: 'form', files: [] };
}

/** The whole body, or 413 once it passes the cap. */
export async function readBytes(request: IncomingMessage, capBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    length += chunk.length;
    if (length > capBytes) throw new Refusal(413, 'Request Entity Too Large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

/** A JSON object. Errors: 400 in Telegram's words for anything else. */
export function readJson(text: string): Record<string, unknown> {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw badRequest("can't parse JSON object");
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) throw badRequest("can't parse JSON object");
  return value as Record<string, unknown>;
}
