import type { Response, Router } from 'express';
import { z } from 'zod';
import type { EpochMs } from '#engine/index.ts';
import { closeAdminSession, markProved, openAdminSession } from '#io/db/admin-sessions.ts';
import { forgiveTries, type TryKey, takeTry } from '#io/db/admin-tries.ts';
import { type Admin, findAdmin } from '#io/db/admins.ts';
import { type Act, recordActAlone } from '#io/db/audit.ts';
import type { Database } from '#io/db/database.ts';
import type { Log } from '#io/log.ts';
import type { Seal } from '#io/seal.ts';
import { actorOf } from './actor.ts';
import type { Cookies } from './cookies.ts';
import { drawConfirm, drawLeave, drawSignIn } from './pages.ts';
import { isPassword, PASSWORD_LENGTH } from './passwords.ts';
import { provesSecondFactor } from './second-factor.ts';
import { type Visit, visitOf } from './visit.ts';

export interface SignInOptions {
  readonly db: Database;
  readonly seal: Seal;
  readonly cookies: Cookies;
  readonly log: Log;
  readonly nowMs: () => EpochMs;
}

const text = (most: number) => z.string().max(most).catch('');
const SignIn = z.object({ login: text(40), password: text(PASSWORD_LENGTH.most), code: text(20) });
const Confirm = z.object({ code: text(20), to: text(500) });

/** The panel's own door: name, password and code at once, so that nobody learns which of them was wrong. */
export function addSignInRoutes(router: Router, options: SignInOptions): void {
  const { db, seal, log, nowMs } = options;

  router.get('/login', (_request, response) => {
    response.send(drawSignIn(visitOf(response), { problem: null }));
  });

  router.post('/login', async (request, response) => {
    const visit = visitOf(response);
    const { words, address } = visit;
    const { password, code, ...given } = SignIn.parse(request.body);
    const login = given.login.trim().toLowerCase();
    const keys = [`address:${address}`, `account:${login}`] as const;
    const tries = await takeTries(keys);
    if (tries === null) {
      return void response.status(429).send(drawSignIn(visit, { problem: words.locked }));
    }
    const admin = await findAdmin(db, login);
    const isRight =
      (await isPassword(password, admin?.passwordHash ?? null)) &&
      admin !== null &&
      !admin.isDisabled &&
      (await provesSecondFactor(db, { admin, code, seal, nowMs: nowMs() }));
    if (!isRight) {
      if (tries.locks) log.warn({ address, login: admin?.login ?? 'unknown' }, 'the door to the panel is being tried');
      await note(visit, {
        ...{ actor: 'nobody', act: tries.locks ? 'login locked' : 'login refused' },
        // What a stranger types as a name may be their password.
        ...(admin === null ? {} : { subject: String(admin.id) }),
      });
      return void response.status(401).send(drawSignIn(visit, { problem: words.wrong }));
    }
    await forgiveTries(db, [`account:${login}`]);
    await letIn(options, { response, admin });
    response.redirect(303, '/admin');
  });

  router.get('/confirm', (request, response) => {
    const visit = visitOf(response);
    if (visit.session === null) return void response.redirect(303, '/login');
    response.send(drawConfirm(visit, { problem: null, to: ownPath(String(request.query.to ?? '')) }));
  });

  router.post('/confirm', async (request, response) => {
    const visit = visitOf(response);
    const { session, words } = visit;
    if (session === null) return void response.redirect(303, '/login');
    const { code, ...given } = Confirm.parse(request.body);
    const to = ownPath(given.to);
    const { login } = session.admin;
    const tries = await takeTries([`account:${login}`]);
    if (tries === null) return void response.status(429).send(drawConfirm(visit, { problem: words.locked, to }));
    const admin = await findAdmin(db, login);
    if (admin === null || !(await provesSecondFactor(db, { admin, code, seal, nowMs: nowMs() }))) {
      await note(visit, { actor: actorOf(session.admin), act: 'code refused' });
      return void response.status(401).send(drawConfirm(visit, { problem: words.wrongCode, to }));
    }
    await forgiveTries(db, [`account:${login}`]);
    await markProved(db, { idHash: session.idHash, nowMs: nowMs() });
    response.redirect(303, to);
  });

  router.get('/logout', (_request, response) => {
    response.send(drawLeave(visitOf(response)));
  });

  router.post('/logout', async (_request, response) => {
    const visit = visitOf(response);
    const { session } = visit;
    if (session !== null) {
      await closeAdminSession(db, session.idHash);
      await note(visit, { actor: actorOf(session.admin), act: 'logout' });
    }
    options.cookies.drop(response, 'session');
    response.redirect(303, '/login');
  });

  /** null: not now. */
  async function takeTries(keys: readonly TryKey[]): Promise<{ locks: boolean } | null> {
    const taken = [];
    for (const key of keys) taken.push(await takeTry(db, key, { nowMs: nowMs() }));
    if (!taken.every((one) => one.isAllowed)) return null;
    return { locks: taken.some((one) => one.isAllowed && one.locks) };
  }

  async function note({ address, requestId }: Visit, act: Act): Promise<void> {
    await recordActAlone(db, { ...act, resource: 'admins', address, requestId }, { nowMs: nowMs() });
  }
}

/** A session that nobody had before: whatever the browser brought along opens nothing. */
export async function letIn(
  { db, cookies, nowMs }: Pick<SignInOptions, 'db' | 'cookies' | 'nowMs'>,
  { response, admin }: { response: Response; admin: Pick<Admin, 'id' | 'login'> },
): Promise<void> {
  const { address, requestId } = visitOf(response);
  const { secret } = await openAdminSession(db, { adminId: admin.id, address, nowMs: nowMs() });
  const act = { actor: actorOf(admin), act: 'login', resource: 'admins', subject: String(admin.id) };
  await recordActAlone(db, { ...act, address, requestId }, { nowMs: nowMs() });
  cookies.write(response, 'session', secret);
}

/** Nobody is sent to another host with our words. */
function ownPath(path: string): string {
  const { origin, pathname, search } = URL.parse(path, 'http://panel') ?? {};
  const isOurs = origin === 'http://panel' && /^\/admin(\/|$)/.test(pathname ?? '');
  return isOurs ? `${pathname}${search}` : '/admin';
}
