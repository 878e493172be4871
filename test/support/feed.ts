import { randomBytes } from 'node:crypto';
import { type Candle, MINUTE_MS, MISSING, type TimeRange } from '#engine/index.ts';
import { createBudget } from '#io/broker/budget.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { createSessions } from '#io/broker/sessions.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import type { Database } from '#io/db/database.ts';
import { markLinkOver, readSessionToken } from '#io/db/link-sessions.ts';
import { activeLinks, saveLink } from '#io/db/links.ts';
import { createMemoryLimits } from '#io/limits/memory-limits.ts';
import { createLog } from '#io/log.ts';
import { readColumns } from '#io/market/candle-store.ts';
import { createSeal } from '#io/seal.ts';
import { createBrokerDesk } from '#jobs/feed/broker-desk.ts';
import { createLiveCandles } from '#jobs/feed/live-candles.ts';
import { feedPass } from '#jobs/feed/pass.ts';
import { createShift, OPERATOR_ID } from '#jobs/feed/shift.ts';
import { meetPerson } from './meet-person.ts';

/** The feed with everything it needs, at a simulated broker; passes are made one by one, at moments of one's choice. */
export async function openFeed(db: Database, { assets = 8, nowMs = Date.now, tickMs = 1_000 } = {}) {
  const broker = await startBrokerSimulator({ seed: 11, assets, nowMs, tickMs });
  const polarium = createPolarium({
    ...{ apiUrl: broker.apiUrl, webSocketUrl: broker.webSocketUrl, platformId: 82, requestTimeoutSeconds: 1 },
    timings: { reconnectFirstMs: 10, reconnectMaxMs: 50 },
  });
  const seal = createSeal(randomBytes(32));
  let operatorToken: string | null = null;
  const sessions = createSessions({
    ...{ broker: polarium, seats: { onWanted: () => undefined }, idleSeconds: 60 },
    openToken: async (id) => (id === OPERATOR_ID ? operatorToken : readSessionToken(db, { telegramId: id, seal })),
    onOver: async (id, sessionToken) =>
      void (id === OPERATOR_ID || (await markLinkOver(db, { telegramId: id, sessionToken, seal }))),
  });
  const budget = createBudget({ limits: createMemoryLimits(), perSecond: 1_000 });
  const log = createLog({ level: 'silent', environment: 'test', room: 'test' });
  const deskFor = (hasOperator: boolean) =>
    createBrokerDesk({
      sessions,
      shift: createShift({ hasOperator, links: () => activeLinks(db) }),
      nowMs: Date.now,
    });
  let desk = deskFor(false);
  const live = createLiveCandles({ db, log, nowMs });

  async function login(name: string): Promise<string> {
    const outcome = await polarium.login({ identifier: `${name}@trader.test`, password: 'polarium' });
    if (outcome.kind !== 'in') throw new Error(`The simulator answered "${outcome.kind}".`);
    return outcome.sessionToken;
  }

  return {
    broker,
    sessions,
    budget,
    log,
    live,
    get desk() {
      return desk;
    },
    async link(telegramId: number): Promise<void> {
      await meetPerson(db, { telegramId, firstName: 'Ana', language: 'pt' });
      const sessionToken = await login(`p${telegramId}`);
      const who = { telegramId, brokerUserId: String(telegramId), displayName: 'Ana' };
      await saveLink(db, { ...who, sessionToken, nowMs: Date.now(), seal });
    },
    async useOperator(): Promise<void> {
      operatorToken = await login('operator');
      desk = deskFor(true);
    },
    pass: ({ atMs = nowMs(), isThorough = false, signal = new AbortController().signal } = {}) =>
      feedPass({ db, desk, budget, log, live, nowMs: atMs, isThorough, signal }),
    async close(): Promise<void> {
      await live[Symbol.asyncDispose]();
      await sessions.close();
      await broker.close();
    },
  };
}

/** What the store has in a range. */
export async function storedCandles(db: Database, { assetId, ...range }: TimeRange & { assetId: number }) {
  const columns = await readColumns(db, { assetId, timeframe: 'M1', ...range });
  const places = [...columns.colours.keys()].filter((place) => columns.colours[place] !== MISSING);
  return places.map((place): Candle => {
    const at = (prices: Float64Array) => prices[place] ?? Number.NaN;
    const openMs = columns.startMs + place * MINUTE_MS;
    return { openMs, open: at(columns.open), high: at(columns.high), low: at(columns.low), close: at(columns.close) };
  });
}
