import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html; charset=utf-8',
  css: 'text/css; charset=utf-8',
  js: 'text/javascript; charset=utf-8',
};

const POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The chat page: files of `page/`, as they are. Says whether the address was one of them. */
export async function servePage(request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> {
  const name =
    url.pathname === '/' ? 'index.html' : (/^\/page\/([a-z-]+\.(?:css|js))$/.exec(url.pathname)?.[1] ?? null);
  if (name === null || request.method !== 'GET') return false;
  const body = await readFile(new URL(`./page/${name}`, import.meta.url)).catch(() => null);
  if (!body) return false;
  response.writeHead(200, {
    'content-type': TYPES[name.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
    'content-length': body.length,
    'content-security-policy': POLICY,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'no-referrer',
    'cache-control': 'no-cache',
  });
  response.end(body);
  return true;
}
