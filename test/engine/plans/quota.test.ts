import { describe, expect, test } from 'vitest';
import { asFarAsPlan, beyondPlan, DAY_MS, HOUR_MS, type PlanLimits, spentBy, type Usage } from '#engine/index.ts';

const limits: PlanLimits = {
  ...{ catalogsPerDay: 3, topsPerDay: 2, assetsPerDay: 2, picturesPerHour: 4 },
  ...{ depth: 2, windowBlocks: 300, windowDays: 30, historyDays: 40, notices: 3, presets: 5, priority: 'free' },
};
const NOW_MS = Date.UTC(2026, 10, 20, 15);
const DAY_ENDS_MS = NOW_MS + 12 * HOUR_MS;
const none: Usage = { catalogs: 0, tops: 0, tickers: new Set(), pictures: 0, oldestPictureMs: null };
const catalog = { kind: 'catalog', ticker: 'EURUSD-OTC', isPicture: true } as const;
const spent = (charge: Parameters<typeof spentBy>[0], usage: Partial<Usage>) =>
  spentBy(charge, { limits, usage: { ...none, ...usage }, dayEndsMs: DAY_ENDS_MS, nowMs: NOW_MS });

describe('what is left', () => {
  test('is as many as the plan says, and there is more when the day ends', () => {
    expect(spent(catalog, { catalogs: 2 })).toBeNull();
    expect(spent(catalog, { catalogs: 3 })).toEqual({ of: 'catalogs', most: 3, moreMs: DAY_ENDS_MS });
    expect(spent({ kind: 'top', ticker: null, isPicture: true }, { tops: 2, catalogs: 9 })).toMatchObject({
      of: 'tops',
    });
    expect(spent({ kind: 'top', ticker: null, isPicture: true }, { tops: 1, catalogs: 9 })).toBeNull();
  });

  test('of assets counts different ones', () => {
    const tickers = new Set(['EURUSD-OTC', 'GBPUSD-OTC']);
    expect(spent(catalog, { tickers })).toBeNull();
    expect(spent({ ...catalog, ticker: 'AUDUSD-OTC' }, { tickers })).toMatchObject({ of: 'assets', most: 2 });
  });

  test('of pictures comes back an hour after the first of them', () => {
    const oldestPictureMs = NOW_MS - 20 * 60_000;
    expect(spent(catalog, { pictures: 4, oldestPictureMs })).toEqual({
      ...{ of: 'pictures', most: 4, moreMs: NOW_MS + 40 * 60_000 },
    });
    expect(spent({ ...catalog, isPicture: false }, { pictures: 4, oldestPictureMs })).toBeNull();
  });
});

describe('how far a plan goes', () => {
  const beyond = (asked: Parameters<typeof beyondPlan>[0]) => beyondPlan(asked, { limits, nowMs: NOW_MS })?.of ?? null;

  test('is said of the first thing that is too much', () => {
    expect(beyond({ depth: 2, window: { kind: 'blocks', count: 300 } })).toBeNull();
    expect(beyond({ depth: 3, window: { kind: 'blocks', count: 301 } })).toBe('depth');
    expect(beyond({ depth: 2, window: { kind: 'blocks', count: 301 } })).toBe('blocks');
    expect(beyond({ window: { kind: 'days', count: 31 } })).toBe('days');
    expect(beyond({ window: { kind: 'hours', count: 720 } })).toBeNull();
    expect(beyond({ window: { kind: 'hours', count: 721 } })).toBe('days');
    expect(beyond({ days: 31 })).toBe('days');
  });

  test('is also how far back dates may lie', () => {
    const from = (days: number) =>
      ({ kind: 'dates', fromMs: NOW_MS - days * DAY_MS, toMs: NOW_MS - (days - 5) * DAY_MS }) as const;
    expect([beyond({ window: from(40) }), beyond({ window: from(42) })]).toEqual([null, 'history']);
  });

  test('a question as far as the plan goes is not beyond it', () => {
    for (const [window, nearest] of [
      [
        { kind: 'blocks', count: 9_999 },
        { kind: 'blocks', count: 300 },
      ],
      [
        { kind: 'blocks', count: 7 },
        { kind: 'blocks', count: 7 },
      ],
      [
        { kind: 'hours', count: 9_999 },
        { kind: 'hours', count: 720 },
      ],
      [
        { kind: 'days', count: 9_999 },
        { kind: 'days', count: 30 },
      ],
      [
        { kind: 'dates', fromMs: 0, toMs: NOW_MS },
        { kind: 'days', count: 30 },
      ],
    ] as const) {
      const asked = asFarAsPlan({ depth: 9, window, ticker: 'EURUSD' }, limits);
      expect(asked).toEqual({ depth: 2, window: nearest, ticker: 'EURUSD' });
      expect(beyond(asked)).toBeNull();
    }
  });
});
