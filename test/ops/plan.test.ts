import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { entitlementOf } from '#io/db/entitlements.ts';
import { moneyOf } from '#io/db/money-ledger.ts';
import { keepOffer } from '#io/db/offers.ts';
import { keepPayment } from '#io/db/payments.ts';
import { meetPerson } from '#io/db/people.ts';
import { findPlan } from '#io/db/plans.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'catalogador-plan-'));
afterAll(() => rm(folder, { recursive: true }));
await meetPerson(db, { telegramId: 42, firstName: 'Ana', language: 'pt' });

function catalogador(...words: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const main = resolve(import.meta.dirname, '../../ops/main.ts');
  const env = { PATH: process.env.PATH ?? '', DATABASE_URL: url };
  return new Promise((done) => {
    execFile(process.execPath, [main, ...words], { env, cwd: folder }, (error, out, err) =>
      done({ exitCode: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const codeOf = async (telegramId: number) =>
  (await db.transaction().execute((tx) => entitlementOf(tx, { telegramId, nowMs: Date.now() }))).code;

test('a grant gives its days with the reason, and says until when', async () => {
  const granted = await catalogador('grant', '42', 'premium', '--days', '30', '--reason', 'lost a day');
  expect(granted).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^42 has "premium" until \d{4}-\d\d-\d\dT/),
  });
  expect(await codeOf(42)).toBe('premium');
  expect(await moneyOf(db, 42)).toMatchObject([{ kind: 'grant', amount: 0, reason: 'lost a day', madeBy: 'terminal' }]);
});

test.each([
  ['a plan that nobody has', ['grant', '42', 'gold', '--days', '1', '--reason', 'x'], /"gold" is no plan/],
  ['what everybody has', ['grant', '42', 'free', '--days', '1', '--reason', 'x'], /"free" is no plan/],
  ['days that are none', ['grant', '42', 'premium', '--days', '-1', '--reason', 'x'], /"-1" is no days/],
  ['a stranger', ['grant', '43', 'premium', '--days', '1', '--reason', 'x'], /Nobody with the Telegram id 43/],
  ['no reason', ['grant', '42', 'premium', '--days', '1'], /required option '--reason/],
])('a grant of %s is refused', async (_what, words, said) => {
  const { exitCode, err } = await catalogador(...words);
  expect(exitCode).toBe(2);
  expect(err).toMatch(said);
});

test('a coupon is made, listed and ended', async () => {
  const create = [
    'coupon',
    'create',
    'NATAL-26',
    '--plan',
    'pro',
    '--days',
    '7',
    '--uses',
    '100',
    '--campaign',
    'Natal',
  ];
  expect(await catalogador(...create)).toMatchObject({ exitCode: 0, out: expect.stringMatching(/\/plan NATAL-26/) });
  expect(await catalogador(...create)).toMatchObject({ exitCode: 2 });
  expect((await catalogador('coupon', 'list')).out).toMatch(/NATAL-26 +7 d pro +0\/100 {2}on +Natal/);
  expect((await catalogador('coupon', 'end', 'NATAL-26')).exitCode).toBe(0);
  expect((await catalogador('coupon', 'list')).out).toMatch(/NATAL-26.* off /);
  expect((await catalogador('coupon', 'create', 'natal', ...create.slice(3))).exitCode).toBe(2);
});

test('a plan is shown as a file, and that file is published as its next version', async () => {
  const shown = JSON.parse((await catalogador('plan', 'show', 'free')).out);
  const file = join(folder, 'free.json');
  await writeFile(file, JSON.stringify({ ...shown, limits: { ...shown.limits, catalogsPerDay: 12 } }));
  const { out } = await catalogador('plan', 'publish', 'free', '--file', file);
  expect(out).toMatch(/Plan "free" is version 2/);
  expect((await catalogador('plan', 'list')).out).toMatch(/^free 2 +not sold +12 catalogs a day$/m);
});

test('a file that is no plan is told all that is wrong with it', async () => {
  const file = join(folder, 'wrong.json');
  await writeFile(file, JSON.stringify({ rank: 1, isSold: true, prices: {}, limits: { depth: 10, gales: 2 } }));
  const { exitCode, err } = await catalogador('plan', 'publish', 'premium', '--file', file);
  expect(exitCode).toBe(2);
  for (const said of ['"depth" must be a whole number from 0 to 9', '"gales" is no limit', '"priority"', '"XTR"']) {
    expect(err).toContain(said);
  }
});

test('a payment goes back by its id, with a reason', async () => {
  const plan = (await findPlan(db, { code: 'premium' }))!;
  const offer = { id: 'a'.repeat(22), provider: 'stars', payerId: 42, receiverId: 42, currency: 'XTR', amount: 250 };
  await keepOffer(db, { ...offer, plan, days: 30, renews: false, url: 'https://t.me/$a' });
  await keepPayment(db, { provider: 'stars', chargeId: 'stx1', offerId: offer.id, paidMs: 0 });
  const asked = await catalogador('refund', 'stx1', '--reason', 'no candles');
  expect(asked).toMatchObject({ exitCode: 0, out: expect.stringMatching(/within a minute/) });
  const rows = await db.selectFrom('payment_refund').select(['reason', 'made_by']).execute();
  expect(rows).toEqual([{ reason: 'no candles', made_by: 'terminal' }]);
  const unknown = await catalogador('refund', 'stx2', '--reason', 'x');
  expect(unknown).toMatchObject({ exitCode: 2, err: expect.stringMatching(/no payment "stx2"/) });
});
