import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Candle } from '#engine/index.ts';
import type { Broker, BrokerSession, CandleRequest, Credentials } from '#io/broker/broker.ts';

/** A broker with known people and known candles. */
export interface BrokerUnderTest {
  readonly broker: Broker;
  readonly member: Credentials;
  readonly limited: Credentials;
  readonly withSecondFactor: { readonly credentials: Credentials; readonly code: string };
  readonly deadToken: string;
  readonly displayName: string;
  readonly openAsset: { readonly ticker: string; readonly brokerAssetId: number; readonly payoutRatio: number };
  readonly suspendedTicker: string;
  /** The range ends in the future, so that the forming candle lies inside. */
  readonly candles: { readonly request: CandleRequest; readonly truth: readonly Candle[] };
  readonly assetWithoutCandles: number;
  close(): Promise<void>;
}

/** What every broker keeps, whoever is behind it. */
export function brokerContract(name: string, start: () => Promise<BrokerUnderTest>): void {
  describe(`${name} keeps the broker contract`, () => {
    let it: BrokerUnderTest;
    let session: BrokerSession;

    beforeAll(async () => {
      it = await start();
      session = await it.broker.connect(await tokenOf(it.broker, it.member));
    });
    afterAll(async () => {
      await session.close();
      await it.close();
    });

    test('a right password gives a session token', async () => {
      expect(await tokenOf(it.broker, it.member)).toMatch(/^\S{16,}$/);
    });

    test('a wrong password is an ending, not an error', async () => {
      expect(await it.broker.login({ ...it.member, password: 'nope' })).toEqual({ kind: 'wrong_credentials' });
    });

    test('too many attempts say when to come back', async () => {
      expect(await it.broker.login(it.limited)).toEqual({ kind: 'limited', retryAfterSeconds: 600 });
    });

    test('a second factor goes: ask, wrong code, right code', async () => {
      const { credentials, code } = it.withSecondFactor;
      const asked = await it.broker.login(credentials);
      if (asked.kind !== 'second_factor') throw new Error(`Expected a second factor, got "${asked.kind}".`);
      expect(asked.challenge).toMatchObject({ method: 'email', methods: ['email', 'sms'] });
      const sent = await it.broker.sendCode(asked.challenge);
      if (sent.kind !== 'second_factor') throw new Error(`Expected a sent code, got "${sent.kind}".`);
      const { challenge } = sent;
      expect(await it.broker.submitCode({ challenge, code: '000000', credentials })).toEqual({ kind: 'wrong_code' });
      expect(await it.broker.submitCode({ challenge, code, credentials })).toMatchObject({ kind: 'in' });
    });

    test('a dead token is told from a broker that is away', async () => {
      await expect(it.broker.connect(it.deadToken)).rejects.toMatchObject({ code: 'BROKER_SESSION_OVER' });
    });

    test('the profile has a name to show', async () => {
      expect(await session.profile()).toEqual({ brokerUserId: '700100200', displayName: it.displayName });
    });

    test('balances are cents, practice apart from real', async () => {
      expect(await session.balances()).toEqual([
        { kind: 'real', amountCents: 15_230, currency: 'BRL' },
        { kind: 'practice', amountCents: 1_000_000, currency: 'USD' },
      ]);
    });

    test('the option families of one asset come as one asset with the shortest payout', async () => {
      const assets = await session.assets();
      const asset = assets.filter(({ ticker }) => ticker === it.openAsset.ticker);
      expect(asset).toEqual([
        { ...it.openAsset, category: 'forex', isOtc: true, isOpen: true, schedule: expect.any(Array) },
      ]);
      expect(assets.find(({ ticker }) => ticker === it.suspendedTicker)).toMatchObject({ isOpen: false, isOtc: false });
    });

    test('candles are exactly the closed ones of the range, ascending', async () => {
      expect(await session.candles(it.candles.request)).toEqual(it.candles.truth);
    });

    test('an asset without candles gives an empty list', async () => {
      const request = { ...it.candles.request, brokerAssetId: it.assetWithoutCandles };
      expect(await session.candles(request)).toEqual([]);
    });

    test('a cancelled request ends at once', async () => {
      const signal = AbortSignal.abort();
      await expect(session.candles({ ...it.candles.request, signal })).rejects.toMatchObject({ code: 'CANCELED' });
    });

    test('the clock of the broker is known once connected', async () => {
      const brokerNowMs = Date.now() + session.clockOffsetMs;
      expect(brokerNowMs).toBeGreaterThanOrEqual(Math.max(...it.candles.truth.map(({ openMs }) => openMs + 60_000)));
    });

    test('requests side by side get their own answers', async () => {
      const [profile, candles, balances] = await Promise.all([
        session.profile(),
        session.candles(it.candles.request),
        session.balances(),
      ]);
      expect([profile.displayName, candles.length, balances.length]).toEqual([
        it.displayName,
        it.candles.truth.length,
        2,
      ]);
    });

    test('a closed session is dead and says so', async () => {
      const other = await it.broker.connect(await tokenOf(it.broker, it.member));
      expect(other.isAlive).toBe(true);
      await other.close();
      expect(other.isAlive).toBe(false);
      await expect(other.profile()).rejects.toMatchObject({ code: 'BROKER_UNAVAILABLE' });
    });

    test('logging out never fails', async () => {
      await expect(it.broker.logout('a token nobody knows')).resolves.toBeUndefined();
    });
  });
}

export async function tokenOf(broker: Broker, credentials: Credentials): Promise<string> {
  const outcome = await broker.login(credentials);
  if (outcome.kind !== 'in') throw new Error(`Expected to get in, got "${outcome.kind}".`);
  return outcome.sessionToken;
}
