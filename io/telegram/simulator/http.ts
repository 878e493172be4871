import type { ServerResponse } from 'node:http';

export function sendJson(response: ServerResponse, status: number, value: unknown) {
  const body = JSON.stringify(value);
  response.writeHead(status, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-content-type-options': 'nosniff',
  });
  response.end(body);
}

/** Pictures are shown; anything else can only be saved, so that no file of a stranger runs as a page. */
export function sendFile(response: ServerResponse, file: { bytes: Buffer; mimeType: string; name: string }) {
  const isPicture = /^image\/(png|jpeg)$/.test(file.mimeType);
  response.writeHead(200, {
    'content-type': isPicture ? file.mimeType : 'application/octet-stream',
    'content-length': file.bytes.length,
    'content-disposition': isPicture ? 'inline' : `attachment; filename*=UTF-8''${encodeURIComponent(file.name)}`,
    'content-security-policy': "default-src 'none'; sandbox",
    'x-content-type-options': 'nosniff',
    'cache-control': 'private, max-age=86400, immutable',
  });
  response.end(file.bytes);
}
