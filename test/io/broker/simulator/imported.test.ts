import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPolarium } from '#io/broker/polarium/client.ts';
import { type BrokerSimulator, startBrokerSimulator } from '#io/broker/simulator/simulator.ts';
import { tokenOf } from '#test/support/broker-contract.ts';

const MINUTE_S = 60;
/** 2021-02-12 18:03 to 19:42 UTC, one minute missing. */
const FIRST_S = Date.UTC(2021, 1, 12, 18, 3) / 1000;
const MINUTES = 100;
const MISSING = 40;

describe('candles of a file, played as if they were now', () => {
  const nowMs = Date.UTC(2026, 10, 20, 9, 50, 30);
  /** 19:42 in the file lies in the hour of 09:50, so it becomes 09:42. */
  const shiftS = Date.UTC(2026, 10, 20, 9, 42) / 1000 - (FIRST_S + (MINUTES - 1) * MINUTE_S);
  let folder: string;
  let simulator: BrokerSimulator;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'candles-'));
    const rows = Array.from({ length: MINUTES }, (_, index) => {
      const open = (1.2 + index / 10_000).toFixed(5);
      const close = (1.2 + (index + (index % 3) - 1) / 10_000).toFixed(5);
      const [low, high] = [open, close].toSorted();
      return `${FIRST_S + index * MINUTE_S},${open},${high},${low},${close}`;
    }).toSpliced(MISSING, 1);
    const csv = ['time,open,high,low,close', ...rows, ''].join('\n');
    await writeFile(join(folder, 'EURUSD_M1_20210212_20210212.csv.gz'), gzipSync(csv));
    await writeFile(join(folder, 'MYCOIN_M1_20210212_20210212.csv'), csv);
    await writeFile(join(folder, 'README.md'), 'not candles');
    simulator = await startBrokerSimulator({ candlesFolder: folder, nowMs: () => nowMs });
  });
  afterAll(async () => {
    await simulator.close();
    await rm(folder, { recursive: true });
  });

  async function connect() {
    const { apiUrl, webSocketUrl } = simulator;
    const broker = createPolarium({ apiUrl, webSocketUrl, platformId: 82, requestTimeoutSeconds: 5 });
    return broker.connect(await tokenOf(broker, { identifier: 'a@trader.test', password: 'polarium' }));
  }

  test('they are listed as open assets that are not OTC, in place of the seeded one', async () => {
    await using session = await connect();
    const assets = await session.assets();
    expect(assets.filter(({ ticker }) => ticker === 'EURUSD' || ticker === 'MYCOIN')).toEqual([
      expect.objectContaining({ ticker: 'EURUSD', brokerAssetId: 1, isOpen: true, isOtc: false }),
      expect.objectContaining({ ticker: 'MYCOIN', isOpen: true, isOtc: false }),
    ]);
  });

  test('times move by whole hours, prices and gaps stay, then the market goes on from the last close', async () => {
    await using session = await connect();
    const fromMs = (FIRST_S + shiftS - 3600) * 1000;
    const candles = await session.candles({ brokerAssetId: 1, timeframeSeconds: 60, fromMs, toMs: nowMs });
    expect(shiftS % 3600).toBe(0);
    const played = candles.slice(0, MINUTES - 1);
    const places = played.map(({ openMs }) => (openMs / 1000 - shiftS - FIRST_S) / MINUTE_S);
    expect(places).toEqual(Array.from({ length: MINUTES }, (_, index) => index).toSpliced(MISSING, 1));
    expect(played[0]).toMatchObject({ open: 1.2, close: 1.1999 });
    const after = candles.slice(MINUTES - 1);
    expect(after.map(({ openMs }) => new Date(openMs).toISOString().slice(11, 16))).toEqual([
      '09:43',
      '09:44',
      '09:45',
      '09:46',
      '09:47',
      '09:48',
      '09:49',
    ]);
    expect(after[0]?.open).toBe(played.at(-1)?.close);
  });

  test('ids count the candles there are', async () => {
    await using session = await connect();
    const fives = await session.candles({
      brokerAssetId: 1,
      timeframeSeconds: 300,
      fromMs: (FIRST_S + shiftS) * 1000 - 86_400_000,
      toMs: nowMs,
    });
    expect(fives).toEqual(
      simulator.truth('EURUSD', {
        timeframeSeconds: 300,
        fromMs: (FIRST_S + shiftS - 180) * 1000,
        toMs: Date.UTC(2026, 10, 20, 9, 50),
      }),
    );
    expect(fives.length).toBe(22);
  });
});
