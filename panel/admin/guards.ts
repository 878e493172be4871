import { randomBytes } from 'node:crypto';
import type { RequestHandler } from 'express';
import { withTrace } from '#io/trace.ts';
import { bringsToken, visitOf } from './visit.ts';

/** Nothing that an admin writes is longer. */
export const MOST_BYTES = 100_000;

const METHODS = ['GET', 'HEAD', 'POST'];
const TYPES = ['application/json', 'application/x-www-form-urlencoded'];

/** Names the request, and tells the browser how little it may do here. */
export function dressAnswer({ isHttps }: { isHttps: boolean }): RequestHandler {
  return (_request, response, next) => {
    const requestId = randomBytes(5).toString('hex');
    const nonce = randomBytes(16).toString('base64');
    Object.assign(response.locals, { requestId, nonce });
    response.set({
      'content-security-policy': policy(nonce),
      // With none at all browsers would not say where a form comes from either.
      'referrer-policy': 'same-origin',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-resource-policy': 'same-origin',
      'permissions-policy': 'camera=(), microphone=(), geolocation=()',
      'cache-control': 'no-store',
      ...(isHttps ? { 'strict-transport-security': 'max-age=31536000; includeSubDomains' } : {}),
    });
    withTrace(requestId, next);
  };
}

/**
 * AdminJS writes styles into its page as it goes, so these cannot be listed; its scripts are ours or bear the nonce of
 * this one answer.
 */
function policy(nonce: string): string {
  return [
    "default-src 'none'",
    `script-src 'self' 'nonce-${nonce}'`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "font-src 'self'",
    "connect-src 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
    "base-uri 'none'",
  ].join('; ');
}

/** For another host, in another way, in another wrapping: none of it is ours, and nobody reads what it brings. */
export function refuseStrangeRequests(publicUrl: string): RequestHandler {
  const { host, origin } = new URL(publicUrl);
  return (request, response, next) => {
    if (request.headers.host !== host) return void response.sendStatus(421);
    if (!METHODS.includes(request.method)) return void response.sendStatus(405);
    if (request.method !== 'POST') return next();
    if (Number(request.headers['content-length'] ?? 0) > MOST_BYTES) return void response.sendStatus(413);
    if (!TYPES.includes((request.headers['content-type'] ?? '').split(';')[0]?.trim() ?? '')) {
      return void response.sendStatus(415);
    }
    if (request.headers.origin !== origin) return void response.sendStatus(403);
    next();
  };
}

/** A change without the visitor's own token was not asked for by a page of ours. */
export const refuseWithoutToken: RequestHandler = (request, response, next) => {
  if (request.method === 'POST' && !bringsToken(request, visitOf(response))) return void response.sendStatus(403);
  next();
};
