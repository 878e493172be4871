import { randomBytes } from 'node:crypto';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { SECOND_MS, type Seconds } from '#engine/index.ts';
import type { Broker } from '#io/broker/broker.ts';
import { createLiveTokens } from '#io/broker/live-tokens.ts';
import { createPkce } from '#io/broker/pkce.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { createSeats } from '#io/broker/seats.ts';
import { createSessions } from '#io/broker/sessions.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { readSession } from '#io/db/link-sessions.ts';
import { findLink, saveLink } from '#io/db/links.ts';
import { createSeal } from '#io/seal.ts';
import { freshDatabase } from '#test/support/database.ts';
import { meetPerson } from '#test/support/meet-person.ts';

const { database } = await freshDatabase();
const seal = createSeal(randomBytes(32));
const clock = { nowMs: Date.now() };
const nowMs = () => clock.nowMs;
const simulator = await startBrokerSimulator({ seed: 5, nowMs });
afterAll(() => simulator.close());

const { apiUrl, webSocketUrl } = simulator;
const oauth = { clientId: '4711', clientSecret: 'client secret' };
const broker = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5, oauth });
const tokens = createLiveTokens({ db: database, seal, oauth: broker.oauth, nowMs });
let telegramId = 0;

/** Signs in on the broker's page and links what comes of it, as the link page does. */
async function linkByOauth(by: Broker = broker): Promise<void> {
  telegramId += 1;
  await meetPerson(database, { telegramId, firstName: 'Ana', language: 'pt' });
  const { verifier: codeVerifier, challenge: codeChallenge } = createPkce();
  const redirectUri = 'https://catalogador.example.test/link/oauth/callback';
  const form = new URLSearchParams({ identifier: 'ana@example.test', password: 'correct horse' });
  const page = by.oauth!.authorizeUrl({ redirectUri, state: 'st', codeChallenge });
  const back = await fetch(page, { method: 'POST', body: form, redirect: 'manual' });
  const code = new URL(back.headers.get('location')!).searchParams.get('code')!;
  const outcome = await by.oauth!.exchange({ code, redirectUri, codeVerifier });
  if (outcome.kind !== 'in') throw new Error(`The code was answered with "${outcome.kind}".`);
  const { sessionToken, renewal } = outcome;
  await saveLink(database, {
    ...{ telegramId, brokerUserId: '7', displayName: 'Ana', sessionToken, nowMs: nowMs(), seal },
    renewal: renewal
      ? { refreshToken: renewal.refreshToken, endsMs: nowMs() + renewal.endsInSeconds * SECOND_MS }
      : null,
  });
}

const stored = () => readSession(database, { telegramId, seal });
const works = async (token: string | null) => {
  if (token === null) return false;
  const answer = await fetch(`${apiUrl}/v4/check-session`, { headers: { cookie: `ssid=${token}` } });
  return answer.ok;
};

beforeEach(async () => {
  simulator.faults.clear();
  await linkByOauth();
});

describe('a token that ends after an hour', () => {
  test('is used as it is until a minute before, and then renewed', async () => {
    const first = await tokens.open(telegramId);
    clock.nowMs += 59 * 60_000 - 1;
    expect(await tokens.open(telegramId)).toBe(first);
    clock.nowMs += 1;
    const next = await tokens.open(telegramId);
    expect([next === first, await works(next)]).toEqual([false, true]);
    expect(await tokens.open(telegramId)).toBe(next);
  });

  test('is renewed again and again, days later too', async () => {
    for (let day = 0; day < 5; day++) {
      clock.nowMs += 26 * 3_600_000;
      expect(await works(await tokens.open(telegramId))).toBe(true);
    }
    expect(await findLink(database, telegramId)).toMatchObject({ state: 'active' });
  });

  test('is renewed once when many ask at the same moment: a refresh token works once', async () => {
    clock.nowMs += 3_600_000;
    const opened = await Promise.all(Array.from({ length: 8 }, () => tokens.open(telegramId)));
    expect(new Set(opened).size).toBe(1);
    expect(await works(opened[0]!)).toBe(true);
  });

  test('that the broker does not renew is over, and its person is to be told', async () => {
    const { renewal } = (await stored())!;
    await broker.oauth!.renew(renewal!.refreshToken);
    clock.nowMs += 3_600_000;
    expect(await tokens.open(telegramId)).toBeNull();
    expect(await findLink(database, telegramId)).toMatchObject({ state: 'over' });
  });

  test('is used up to its end while the broker is away, and is not taken for over after it', async () => {
    const first = await tokens.open(telegramId);
    simulator.faults.set({ down: true });
    clock.nowMs += 59.5 * 60_000;
    expect(await tokens.open(telegramId)).toBe(first);
    clock.nowMs += 60_000;
    await expect(tokens.open(telegramId)).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    simulator.faults.clear();
    expect(await works(await tokens.open(telegramId))).toBe(true);
  }, 30_000);

  test('that is refused early costs the question under way nothing', async () => {
    const seats = createSeats({ db: database, most: 5, waitSeconds: 5 as Seconds });
    const sessions = createSessions({
      ...{ broker, seats, idleSeconds: 60, openToken: tokens.open, onOver: tokens.refused },
    });
    const name = () => sessions.use(telegramId, async (session) => (await session.profile()).displayName);
    expect(await name()).toBe('Ana Souza');
    simulator.revokeSessions();
    simulator.dropConnections();
    await sessions.use(telegramId, async (session) => session.reconnect());
    expect(await name()).toBe('Ana Souza');
    expect(await findLink(database, telegramId)).toMatchObject({ state: 'active' });
    await sessions.close();
    await seats.close();
  });
});

test('without a client secret no refresh token is asked for, and the token lasts as long as the broker says', async () => {
  const plain = { apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5 };
  await linkByOauth(createPolarium({ ...plain, oauth: { clientId: '4711', clientSecret: null } }));
  expect((await stored())?.renewal).toBeNull();
  clock.nowMs += 3_600_000;
  const token = await tokens.open(telegramId);
  expect(await works(token)).toBe(false);
  await tokens.refused(telegramId, token!);
  expect(await findLink(database, telegramId)).toMatchObject({ state: 'over' });
});

test('opening a token says that the account was of use', async () => {
  await tokens.open(telegramId);
  expect((await findLink(database, telegramId))?.lastUsedAtMs).toBe(clock.nowMs);
});
