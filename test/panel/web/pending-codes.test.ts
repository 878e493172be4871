import { beforeAll, expect, test } from 'vitest';
import { dropOldSteps, newBrowserKey } from '#io/db/link-steps.ts';
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
const newPage = () => ({ token: newBrowserKey(), telegramId, browserKey: newBrowserKey() });

test('what waits for a code is found by any process, for its own browser, with the newest challenge', async () => {
  const page = newPage();
  const [one, other] = [createPendingCodes(here), createPendingCodes(there)];
  await one.hold(page, waiting);
  expect(await other.find(page)).toEqual(waiting);
  const renewed = { ...waiting, challenge: { ...challenge, token: 'the-next' } };
  await other.renew(page, renewed);
  expect(await one.find(page)).toEqual(renewed);
  for (const browserKey of [newBrowserKey(), '', 'x']) expect(await one.find({ ...page, browserKey })).toBeNull();
  expect(await one.find(newPage())).toBeNull();
  await other.drop(page.token);
  expect(await one.find(page)).toBeNull();
});

test('after five minutes nothing waits any more, however often the challenge was renewed', async () => {
  const page = newPage();
  const codes = createPendingCodes(here);
  await codes.hold(page, waiting);
  nowMs += 4 * MINUTE_MS;
  await codes.renew(page, waiting);
  nowMs += MINUTE_MS;
  expect(await codes.find(page)).toBeNull();
  await dropOldSteps(db, nowMs);
  expect(await db.selectFrom('link_step').selectAll().execute()).toEqual([]);
});

test('nothing of it can be read in the database, nor opened without the browser', async () => {
  const page = newPage();
  await createPendingCodes(here).hold(page, waiting);
  const { state, browserKey } = await createOauthJourneys(here).begin(page);
  const rows = await everyRow(db);
  expect(rows).toContain('link_step');
  for (const secret of ['pässword', 'ana@x.test', 'the-challenge', page.token, page.browserKey, state, browserKey]) {
    expect(rows, secret).not.toContain(secret);
  }
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
