import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Request, RequestHandler, Response } from 'express';
import type { EpochMs } from '#engine/index.ts';
import { type AdminSession, findAdminSession } from '#io/db/admin-sessions.ts';
import type { Database } from '#io/db/database.ts';
import type { Cookies } from './cookies.ts';
import { type Words, wordsFor } from './words.ts';

/** One request, as far as we know who it is. */
export interface Visit {
  /** null: nobody that we know. */
  readonly session: AdminSession | null;
  /** What every change that this visitor asks for must bring along. */
  readonly token: string;
  readonly words: Words;
  readonly requestId: string;
  readonly address: string;
  /** Of the inline scripts of its page. */
  readonly nonce: string;
}

declare module 'express-serve-static-core' {
  interface Locals {
    requestId: string;
    nonce: string;
    visit: Visit;
  }
}

/** Who it is: by the cookie of a session, else by one that only says that it is the same browser. */
export function meetVisitor({
  db,
  key,
  cookies,
  nowMs,
}: {
  db: Database;
  key: Buffer;
  cookies: Cookies;
  nowMs: () => EpochMs;
}): RequestHandler {
  const tokenKey = Buffer.from(hkdfSync('sha256', key, '', 'form tokens', 32));
  const tokenOf = (whose: string) => createHmac('sha256', tokenKey).update(whose).digest('base64url');
  return async (request, response, next) => {
    const secret = cookies.read(request, 'session');
    const session = secret === null ? null : await findAdminSession(db, { secret, nowMs: nowMs() });
    const token = session === null ? visitorToken(request, response) : tokenOf(`session ${secret}`);
    if (session !== null) cookies.writeToken(response, token);
    response.locals.visit = {
      ...{ session, token, words: wordsFor(request.headers['accept-language']) },
      ...{ requestId: response.locals.requestId, address: request.ip ?? 'unknown' },
      nonce: response.locals.nonce,
    };
    next();
  };

  function visitorToken(request: Request, response: Response): string {
    const known = cookies.read(request, 'visitor');
    if (known !== null && /^[\w-]{43}$/.test(known)) return tokenOf(`visitor ${known}`);
    const visitor = randomBytes(32).toString('base64url');
    cookies.write(response, 'visitor', visitor);
    return tokenOf(`visitor ${visitor}`);
  }
}

/** Whether the change brings the visitor's own token, in its form or in the header that AdminJS writes. */
export function bringsToken(request: Request, { token }: Pick<Visit, 'token'>): boolean {
  const given = request.get('x-xsrf-token') ?? (request.body as { token?: unknown } | undefined)?.token;
  if (typeof given !== 'string') return false;
  const [left, right] = [Buffer.from(given), Buffer.from(token)];
  return left.length === right.length && timingSafeEqual(left, right);
}

export function visitOf(response: Response): Visit {
  return response.locals.visit;
}
