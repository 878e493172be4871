import { setTimeout as sleep } from 'node:timers/promises';
import type { Timings } from './timings.ts';
import { type LoginBody, loginShape } from './wire.ts';

const MAX_BODY_BYTES = 64 * 1024;
const TRIES = 3;
/** Errors of a connection that was never made: nothing was sent, so sending again doubles nothing. */
const NEVER_SENT = new Set(['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN', 'EHOSTUNREACH', 'UND_ERR_CONNECT_TIMEOUT']);

export interface HttpAnswer {
  readonly status: number;
  /** Null when the answer is not JSON of a known shape. */
  readonly body: LoginBody | null;
  readonly text: string;
  /** Session id from the cookie of older deployments. */
  readonly cookieSsid: string | null;
  readonly retryAfterSeconds: number | null;
}

export interface Post {
  readonly url: string;
  readonly body?: object;
  readonly cookie?: string;
  readonly timings: Timings;
}

/**
 * One POST of the login API. Redirects are answers, not followed: a password goes only where it was sent.
 * Errors: whatever fetch throws once the broker could not be reached three times, or broke off.
 */
export async function post(request: Post): Promise<HttpAnswer> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await postOnce(request);
    } catch (error) {
      if (attempt >= TRIES || !wasNeverSent(error)) throw error;
      await sleep(request.timings.loginPauseMs);
    }
  }
}

async function postOnce({ url, body, cookie, timings }: Post): Promise<HttpAnswer> {
  const response = await fetch(url, {
    method: 'POST',
    redirect: 'manual',
    signal: AbortSignal.timeout(timings.loginMs),
    headers: {
      Accept: 'application/json',
      ...(body && { 'Content-Type': 'application/json' }),
      ...(cookie && { Cookie: cookie }),
    },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await readText(response);
  return {
    status: response.status,
    body: decode(text),
    text,
    cookieSsid: ssidOf(response.headers.getSetCookie()),
    retryAfterSeconds: Number(response.headers.get('retry-after')) || null,
  };
}

async function readText(response: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > MAX_BODY_BYTES) break;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString();
}

function decode(text: string): LoginBody | null {
  try {
    return loginShape.parse(JSON.parse(text));
  } catch {
    return null;
  }
}

function ssidOf(cookies: readonly string[]): string | null {
  for (const cookie of cookies) {
    const ssid = /^ssid=([^;]+)/.exec(cookie)?.[1];
    if (ssid) return ssid;
  }
  return null;
}

function wasNeverSent(error: unknown): boolean {
  const cause = error instanceof Error ? (error.cause as { code?: string; errors?: { code?: string }[] }) : undefined;
  const code = cause?.code ?? cause?.errors?.[0]?.code;
  return code !== undefined && NEVER_SENT.has(code);
}
