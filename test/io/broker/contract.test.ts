import type { Broker } from '#io/broker/broker.ts';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { brokerContract } from '#test/support/broker-contract.ts';
import { startBrokerReplay } from '#test/support/broker-replay.ts';

const MINUTE_MS = 60_000;
const PEOPLE = {
  member: { identifier: 'ana@example.test', password: 'correct horse' },
  limited: { identifier: 'caio@example.test', password: 'any' },
  withSecondFactor: { credentials: { identifier: 'bia@example.test', password: 'pw' }, code: '123456' },
  deadToken: 'expired',
  displayName: 'Ana Souza',
  openAsset: { ticker: 'EURUSD-OTC', brokerAssetId: 76, payoutRatio: 0.89 },
  assetWithoutCandles: 999_999,
};

brokerContract('Polarium client and simulator', async () => {
  // A Friday, half a minute into the candle that is still forming.
  const formingMs = Date.UTC(2026, 10, 20, 12, 0);
  const simulator = await startBrokerSimulator({ nowMs: () => formingMs + MINUTE_MS / 2 });
  // 1500 closed minutes are two pages.
  const range = { timeframeSeconds: 60, fromMs: formingMs - 1500 * MINUTE_MS, toMs: formingMs };
  return {
    ...PEOPLE,
    broker: polariumAt(simulator),
    suspendedTicker: 'EURGBP-op',
    candles: {
      request: { ...range, brokerAssetId: 76, toMs: formingMs + 5 * MINUTE_MS },
      truth: simulator.truth('EURUSD-OTC', range),
    },
    close: () => simulator.close(),
  };
});

brokerContract('Polarium client and recorded conversation', async () => {
  const replay = await startBrokerReplay('test/fixtures/broker/conversation.json');
  return {
    ...PEOPLE,
    broker: polariumAt(replay),
    suspendedTicker: 'EURUSD-op',
    candles: {
      request: { brokerAssetId: 76, timeframeSeconds: 60, fromMs: 1_789_999_980_000, toMs: 1_790_000_200_000 },
      truth: [
        { openMs: 1_789_999_980_000, open: 1.13802, high: 1.13814, low: 1.137995, close: 1.138135 },
        { openMs: 1_790_000_040_000, open: 1.138135, high: 1.13826, low: 1.1381, close: 1.13825 },
      ],
    },
    close: () => replay.close(),
  };
});

function polariumAt({ apiUrl, webSocketUrl }: { apiUrl: string; webSocketUrl: string }): Broker {
  return createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 10 });
}
