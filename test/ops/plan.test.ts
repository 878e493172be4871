import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { verifyAudit } from '#io/db/audit.ts';
import { entitlementOf } from '#io/db/entitlements.ts';
import { moneyOf } from '#io/db/money-ledger.ts';
import { keepOffer } from '#io/db/offers.ts';
import { keepPayment } from '#io/db/payments.ts';
import { findPlan } from '#io/db/plans.ts';
import { meetPerson } from '#test/support/meet-person.ts';
import { childEnv } from '../support/child-env.ts';
import { freshDatabase } from '../support/database.ts';

const { database: db, url } = await freshDatabase();
const folder = await mkdtemp(join(tmpdir(), 'catalogador-plan-'));
afterAll(() => rm(folder, { recursive: true }));
await meetPerson(db, { telegramId: 42, firstName: 'Ana', language: 'pt' });

function catalogador(...words: string[]): Promise<{ exitCode: number; out: string; err: string }> {
  const main = resolve(import.meta.dirname, '../../ops/main.ts');
  const env = { ...childEnv, DATABASE_URL: url };
  return new Promise((done) => {
    execFile(process.execPath, [main, ...words], { env, cwd: folder }, (error, out, err) =>
      done({ exitCode: error === null ? 0 : Number(error.code), out, err }),
    );
  });
}

const codeOf = async (telegramId: number) =>
  (await db.transaction().execute((tx) => entitlementOf(tx, { telegramId, nowMs: Date.now() }))).code;

/** What the latest acts of the terminal left in the audit, the oldest first. */
async function latestActs(count: number) {
  const rows = await db.selectFrom('audit').selectAll().orderBy('seq', 'desc').limit(count).execute();
  expect(rows.map(({ actor }) => actor)).toEqual(Array(rows.length).fill(`cli:${userInfo().username}`));
  return rows.reverse().map(({ act, resource, subject, before, after, reason }) => {
    return { act, resource, subject, before, after, reason };
  });
}

test('a grant gives its days with the reason, and says until when', async () => {
  const granted = await catalogador('grant', '42', 'premium', '--days', '30', '--reason', 'lost a day');
  expect(granted).toMatchObject({
    exitCode: 0,
    out: expect.stringMatching(/^42 has "premium" until \d{4}-\d\d-\d\dT/),
  });
  expect(await codeOf(42)).toBe('premium');
  expect(await moneyOf(db, 42)).toMatchObject([{ kind: 'grant', amount: 0, reason: 'lost a day', madeBy: 'terminal' }]);
  const after = { plan: 'premium', days: 30, kind: 'grant' };
  expect(await latestActs(1)).toMatchObject([{ act: 'grant', subject: '42', after, reason: 'lost a day' }]);
});

test.each([
  ['a plan that nobody has', ['grant', '42', 'gold', '--days', '1', '--reason', 'x'], /"gold" is no plan/],
  ['what everybody has', ['grant', '42', 'free', '--days', '1', '--reason', 'x'], /"free" is no plan/],
  ['days that are none', ['grant', '42', 'premium', '--days', '-1', '--reason', 'x'], /"-1" is no days/],
  ['a stranger', ['grant', '43', 'premium', '--days', '1', '--reason', 'x'], /Nobody with the Telegram id 43/],
  ['no reason', ['grant', '42', 'premium', '--days', '1'], /required option '--reason/],
])('a grant of %s is refused', async (_what, words, said) => {
  const before = await verifyAudit(db);
  const { exitCode, err } = await catalogador(...words);
  expect(exitCode).toBe(2);
  expect(err).toMatch(said);
  // What was not done is not written.
  expect(await verifyAudit(db)).toEqual(before);
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
  const made = { code: 'NATAL-26', plan: 'pro', days: 7, mostUses: 100, campaign: 'Natal' };
  expect(await latestActs(2)).toMatchObject([
    { act: 'create', resource: 'coupons', subject: 'NATAL-26', after: made },
    { act: 'end', resource: 'coupons', subject: 'NATAL-26', before: true, after: false },
  ]);
});

test('a plan is shown as a file, and that file is published as its next version', async () => {
  const shown = JSON.parse((await catalogador('plan', 'show', 'free')).out);
  const file = join(folder, 'free.json');
  await writeFile(file, JSON.stringify({ ...shown, limits: { ...shown.limits, catalogsPerDay: 12 } }));
  const { out } = await catalogador('plan', 'publish', 'free', '--file', file);
  expect(out).toMatch(/Plan "free" is version 2/);
  expect((await catalogador('plan', 'list')).out).toMatch(/^free 2 +not sold +12 catalogs a day$/m);
  const [published] = await latestActs(1);
  expect(published).toMatchObject({ act: 'publish', resource: 'plans', subject: 'free-2', before: { version: 1 } });
  expect(JSON.stringify(published?.after)).toContain('catalogsPerDay\\":12');
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
  const acts = await latestActs(1);
  expect(acts).toMatchObject([{ act: 'refund', resource: 'payments', subject: 'stx1', reason: 'no candles' }]);
  const unknown = await catalogador('refund', 'stx2', '--reason', 'x');
  expect(unknown).toMatchObject({ exitCode: 2, err: expect.stringMatching(/no payment "stx2"/) });
  // Asked twice it goes back once, and is written once.
  expect((await catalogador('refund', 'stx1', '--reason', 'again')).exitCode).toBe(0);
  expect(await latestActs(1)).toEqual(acts);
});

test('a setting is changed with a reason, within its bounds, and its history says from what to what', async () => {
  expect((await catalogador('setting', 'list')).out).toMatch(/^trial-days +7 +usual 7, 1–60$/m);
  const set = await catalogador('setting', 'set', 'trial-days', '14', '--reason', 'Christmas');
  expect(set).toMatchObject({ exitCode: 0, out: '"trial-days" is 14 from now on.\n' });
  expect((await catalogador('setting', 'list')).out).toMatch(/^trial-days +14 +usual 7, 1–60$/m);
  expect((await catalogador('setting', 'set', 'trial-days', '--reason', 'over')).out).toMatch(/is 7 from now on/);
  const { out } = await catalogador('setting', 'history', 'trial-days');
  expect(out.split('\n').map((line) => line.replace(/^\S+ +/, '').replace(/ +/g, ' '))).toEqual([
    `14 → 7 cli:${userInfo().username} over`,
    `7 → 14 cli:${userInfo().username} Christmas`,
    '',
  ]);
  const change = { act: 'change', resource: 'settings', subject: 'trial-days' };
  const acts = [
    { ...change, before: 7, after: 14, reason: 'Christmas' },
    { ...change, before: 14, after: 7, reason: 'over' },
  ];
  expect(await latestActs(2)).toMatchObject(acts);
  for (const [words, said] of [
    [['set', 'trial-days', '0', '--reason', 'x'], /"0" is not what "trial-days" may be[\s\S]*1–60/],
    [['set', 'trial-plan', 'gold', '--reason', 'x'], /premium \| pro/],
    [['set', 'support-contact', 'x'.repeat(101), '--reason', 'x'], /≤ 100/],
    [['set', 'gravity', '1', '--reason', 'x'], /There is no setting "gravity"/],
    [['set', 'trial-days', '9'], /required option '--reason/],
  ] as const) {
    const { exitCode, err } = await catalogador('setting', ...words);
    expect([exitCode, err]).toEqual([2, expect.stringMatching(said)]);
  }
  expect(await latestActs(2)).toMatchObject(acts);
  expect(await verifyAudit(db)).toMatchObject({ kind: 'intact' });
}, 60_000);
