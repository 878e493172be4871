import { setTimeout as wait } from 'node:timers/promises';
import { AppError } from '#engine/index.ts';
import type { Asset, Broker, BrokerSession } from '#io/broker/broker.ts';
import type { Market } from '#io/broker/simulator/market.ts';
import type { Chaos } from './chaos.ts';

const TIMEOUT_MS = 10_000;

/** Everything that is listed, open. */
export function assetsOf(market: Market): Asset[] {
  return market.all.map(({ asset }) => ({
    ...{ ticker: asset.ticker, brokerAssetId: asset.id, category: 'forex', isOtc: asset.ticker.endsWith('-OTC') },
    ...{ isOpen: true, payoutRatio: 0.87, schedule: [] },
  }));
}

/** A broker with the market's candles, as our contract promises it, in bad moods as the chaos has it. */
export function createBroker({
  market,
  chaos,
  random,
}: {
  market: Market;
  chaos: Chaos;
  random: () => number;
}): Broker {
  async function answer<Result>(work: () => Result, signal?: AbortSignal): Promise<Result> {
    if (chaos.strikes('broker-silent')) {
      await wait(TIMEOUT_MS, undefined, signal && { signal });
      throw new AppError('BROKER_TIMEOUT', { message: 'The broker did not answer.' });
    }
    await wait(5 + random() * 150, undefined, signal && { signal });
    if (chaos.strikes('broker-refuses')) throw new AppError('BROKER_UNAVAILABLE', { message: 'The broker is away.' });
    return work();
  }

  function session(): BrokerSession {
    let isAlive = true;
    const close = async () => {
      isAlive = false;
    };
    return {
      get isAlive() {
        return isAlive;
      },
      clockOffsetMs: 0,
      profile: () => answer(() => ({ brokerUserId: '1', displayName: 'Ana' })),
      balances: () => answer(() => []),
      assets: () => answer(() => assetsOf(market)),
      candles: ({ brokerAssetId, timeframeSeconds, fromMs, toMs, signal }) =>
        answer(() => {
          const ticker = market.find(brokerAssetId)?.asset.ticker ?? '';
          return market.truth(ticker, { timeframeSeconds, fromMs, toMs });
        }, signal),
      follow: async () => undefined,
      reconnect: () => undefined,
      close,
      [Symbol.asyncDispose]: close,
    };
  }

  const away = async () => ({ kind: 'unavailable', detail: 'nobody logs in here' }) as const;
  return {
    ...{ oauth: null, login: away, sendCode: away, submitCode: away, logout: async () => undefined },
    connect: () => answer(session),
  };
}
