import type { Router } from 'express';
import { z } from 'zod';
import { forgiveTries, takeTry } from '#io/db/admin-tries.ts';
import { type Admin, findBySetupWord, finishSetup } from '#io/db/admins.ts';
import { recordAct } from '#io/db/audit.ts';
import { actorOf } from './actor.ts';
import { drawAuthenticator, drawRecoveryCodes, drawSetup } from './pages.ts';
import { hashPassword, PASSWORD_LENGTH } from './passwords.ts';
import { drawTotp, newRecoveryCodes, newTotpSecret, recoveryHash, sealTotp, totpStep } from './second-factor.ts';
import { letIn, type SignInOptions } from './sign-in.ts';
import { visitOf } from './visit.ts';

const text = (most: number) => z.string().max(most).catch('');
const SetUp = z.object({ login: text(40), word: text(40), password: text(PASSWORD_LENGTH.most) });
const Code = z.object({ pending: text(4_000), code: text(7) });
const Pending = z.object({ login: z.string(), setupWord: z.string(), passwordHash: z.string(), secret: z.string() });

/** Place of a half-finished set-up in its seal; it belongs to nobody yet. */
const PLACE = { user: 0, field: 'panel setup' };

/** From the word that somebody was given to a password, an authenticator and recovery codes of their own. */
export function addSetUpRoutes(router: Router, options: SignInOptions): void {
  const { db, seal, nowMs } = options;
  const { least } = PASSWORD_LENGTH;

  router.get('/setup', (_request, response) => {
    response.send(drawSetup(visitOf(response), { problem: null, login: '', least }));
  });

  router.post('/setup', async (request, response) => {
    const visit = visitOf(response);
    const { words, address } = visit;
    const { password, ...given } = SetUp.parse(request.body);
    const login = given.login.trim().toLowerCase();
    const setupWord = given.word.trim().toUpperCase();
    const refuse = (status: number, problem: string) => {
      response.status(status).send(drawSetup(visit, { problem, login, least }));
    };
    const taken = await takeTry(db, `address:${address}`, { nowMs: nowMs() });
    if (!taken.isAllowed) return refuse(429, words.locked);
    const admin = await findBySetupWord(db, { login, setupWord, nowMs: nowMs() });
    if (admin === null) return refuse(401, words.noSetup);
    if (password.length < least || password.toLowerCase().includes(login)) return refuse(422, words.weak(least));
    const secret = newTotpSecret();
    const waiting = { login, setupWord, passwordHash: await hashPassword(password), secret };
    const pending = seal.seal(JSON.stringify(waiting), PLACE);
    response.send(drawAuthenticator(visit, { problem: null, pending, totp: drawTotp({ login, secret }) }));
  });

  router.post('/setup/code', async (request, response) => {
    const visit = visitOf(response);
    const { words, address } = visit;
    const { pending, code } = Code.parse(request.body);
    const waiting = readPending(pending);
    const refuse = () => {
      const login = waiting?.login ?? '';
      response.status(401).send(drawSetup(visit, { problem: words.noSetup, login, least }));
    };
    if (waiting === null) return refuse();
    const { login, setupWord, passwordHash, secret } = waiting;
    const taken = await takeTry(db, `address:${address}`, { nowMs: nowMs() });
    const admin = taken.isAllowed ? await findBySetupWord(db, { login, setupWord, nowMs: nowMs() }) : null;
    if (admin === null) return refuse();
    const step = totpStep({ secret, code, nowMs: nowMs() });
    if (step === null) {
      const totp = drawTotp({ login, secret });
      return void response.status(401).send(drawAuthenticator(visit, { problem: words.wrongCode, pending, totp }));
    }
    const codes = newRecoveryCodes();
    const isDone = await finish({ admin, setupWord, passwordHash, secret, step, codes, requestId: visit.requestId });
    if (!isDone) return refuse();
    // Whoever has a word is no guesser.
    await forgiveTries(db, [`address:${address}`]);
    await letIn(options, { response, admin });
    response.send(drawRecoveryCodes(visit, codes));

    async function finish(setup: Finishing): Promise<boolean> {
      const { id: adminId } = setup.admin;
      return await db.transaction().execute(async (tx) => {
        const isFirst = await finishSetup(tx, {
          ...{ adminId, setupWord: setup.setupWord, passwordHash: setup.passwordHash, totpStep: setup.step },
          sealedTotp: sealTotp(seal, { adminId, secret: setup.secret }),
          recoveryHashes: setup.codes.map((one) => recoveryHash(seal, { adminId, code: one })),
        });
        const act = { actor: actorOf(setup.admin), act: 'set up', resource: 'admins', subject: String(adminId) };
        if (isFirst) await recordAct(tx, { ...act, address, requestId: setup.requestId }, { nowMs: nowMs() });
        return isFirst;
      });
    }
  });

  /** null: not ours, or changed on the way. */
  function readPending(sealed: string): z.output<typeof Pending> | null {
    try {
      return Pending.parse(JSON.parse(seal.open(sealed, PLACE)));
    } catch {
      return null;
    }
  }
}

interface Finishing {
  readonly admin: Admin;
  readonly setupWord: string;
  readonly passwordHash: string;
  readonly secret: string;
  readonly step: number;
  readonly codes: readonly string[];
  readonly requestId: string;
}
