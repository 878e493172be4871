import { timingSafeEqual } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { readCallBody } from './body.ts';
import { failed } from './call-log.ts';
import type { House } from './house.ts';
import { sendFile, sendJson } from './http.ts';
import type { createPerformer } from './perform.ts';
import { Refusal } from './refusal.ts';

type Performer = ReturnType<typeof createPerformer>;

/** `/bot<token>/<method>` and `/file/bot<token>/<path>`; says whether the address was one of them. */
export function createBotApiDoor(options: { house: House; token: string; perform: Performer }) {
  const { house, token, perform } = options;

  const handleCall = async (request: IncomingMessage, response: ServerResponse, url: URL, method: string) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const body = await readCallBody(request, { url, limits: house.limits });
    const performed = await perform({ method, ...body, signal: gone.signal });
    if (performed.kind === 'silence') request.socket.resetAndDestroy();
    else if (!gone.signal.aborted) {
      const { result } = performed;
      if (!result.ok && result.parameters?.retry_after) {
        response.setHeader('retry-after', result.parameters.retry_after);
      }
      sendJson(response, result.ok ? 200 : result.error_code, result);
    }
  };

  const handleFile = async (response: ServerResponse, path: string) => {
    const upload = house.files.uploadByPath(path);
    const bytes = upload && (await house.files.bytes(upload));
    if (!upload || !bytes) throw new Refusal(404, 'Not Found');
    sendFile(response, { bytes, mimeType: upload.mimeType, name: upload.name });
  };

  return async (request: IncomingMessage, response: ServerResponse, url: URL): Promise<boolean> => {
    const match = /^\/(file\/)?bot([^/]*)\/(.*)$/.exec(url.pathname);
    if (!match) return false;
    const [, file, given = '', rest = ''] = match;
    try {
      if (!isSame(decoded(given), token)) throw new Refusal(401, 'Unauthorized');
      if (file) await handleFile(response, decoded(rest));
      else await handleCall(request, response, url, rest);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      // Whoever sends too much is not read to the end.
      if (error.status === 413) response.setHeader('connection', 'close');
      sendJson(response, error.status, failed(error));
    }
    return true;
  };
}

function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)];
  return a.length === b.length && timingSafeEqual(a, b);
}
