import { beforeAll, expect, test } from 'vitest';
import { dropOldSteps, newBrowserKey, readStep } from '#io/db/link-steps.ts';
import { createOauthJourneys } from '#panel/web/oauth-journeys.ts';
import { createPendingCodes } from '#panel/web/pending-codes.ts';
import { freshDatabase } from '#test/support/database.ts';
import { everyRow } from '#test/support/every-row.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const { database: db, openAnother } = await freshDatabase();
const telegramId = 7;
beforeAll(() => meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' }));

const MINUTE_MS = 60_000;
let nowMs = 1_800_000_000_000;
const here = { db, nowMs: () => nowMs };
/** Another web process. */
const there = { db: openAnother(), nowMs: () => nowMs };
const challenge = { token: 'the-challenge', method: 'email', methods: ['email'] };
const waiting = { challenge, credentials: { identifier: 'ana@x.test', password: 'pässword "1"' } };
const newPage = () => ({ token: newBrowserKey(), telegramId });

test('what waits for a code is found by any process, for its own browser, with the newest challenge', async () => {
  const { token } = newPage();
  const [one, other] = [createPendingCodes(here), createPendingCodes(there)];
  const page = { token, kept: await one.hold({ token, telegramId }, waiting) };
  expect(await other.find(page)).toEqual(waiting);
  const next = { ...challenge, token: 'the-next' };
  await other.renew(page, next);
  expect(await one.find(page)).toEqual({ ...waiting, challenge: next });
  const [key = '', ...sealed] = page.kept.split('.');
  const elsewhere = await one.hold(newPage(), waiting);
  for (const kept of [
    '',
    'x',
    key,
    newBrowserKey(),
    `${newBrowserKey()}.${sealed.join('.')}`,
    `${key}.v1.x`,
    elsewhere,
  ]) {
    expect(await one.find({ token, kept }), kept).toBeNull();
  }
  expect(await one.find({ ...newPage(), kept: page.kept })).toBeNull();
  await other.drop(page.token);
  expect(await one.find(page)).toBeNull();
});

test('after five minutes nothing waits any more, however often the challenge was renewed', async () => {
  const codes = createPendingCodes(here);
  const { token } = newPage();
  const page = { token, kept: await codes.hold({ token, telegramId }, waiting) };
  nowMs += 4 * MINUTE_MS;
  await codes.renew(page, challenge);
  nowMs += MINUTE_MS;
  expect(await codes.find(page)).toBeNull();
  await dropOldSteps(db, nowMs);
  expect(await db.selectFrom('link_step').selectAll().execute()).toEqual([]);
});

test('the password is in no row, sealed or not; nothing else of it can be read there, nor in what the browser keeps', async () => {
  const page = newPage();
  const kept = await createPendingCodes(here).hold(page, waiting);
  const [browserKey = ''] = kept.split('.');
  const opened = await readStep(db, { step: 'code', secret: page.token, browserKey, nowMs });
  expect(opened).toContain('the-challenge');
  for (const secret of ['pässword', 'ana@x.test']) expect(`${opened}${kept}`, secret).not.toContain(secret);
  const journey = await createOauthJourneys(here).begin(page);
  const rows = await everyRow(db);
  expect(rows).toContain('link_step');
  const secrets = [
    'pässword',
    'ana@x.test',
    'the-challenge',
    page.token,
    browserKey,
    journey.state,
    journey.browserKey,
  ];
  for (const secret of secrets) expect(rows, secret).not.toContain(secret);
  await db.deleteFrom('link_step').execute();
});

test('a journey ends once, at any process, whoever tries first', async () => {
  const [one, other] = [createOauthJourneys(here), createOauthJourneys(there)];
  const page = newPage();
  const { state, browserKey } = await one.begin(page);
  const ends = await Promise.all([other, one, other].map((journeys) => journeys.finish({ state, browserKey })));
  expect(ends.filter((end) => end !== null)).toEqual([
    { pageToken: page.token, codeVerifier: expect.stringMatching(/^[\w-]{43,}$/) },
  ]);
  const stolen = await one.begin(page);
  expect(await other.finish({ state: stolen.state, browserKey })).toBeNull();
  expect(await one.finish(stolen)).toBeNull();
  const old = await one.begin(page);
  nowMs += 10 * MINUTE_MS;
  expect(await one.finish(old)).toBeNull();
});
