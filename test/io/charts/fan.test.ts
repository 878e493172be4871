import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { type StakesQuery, THEMES } from '#engine/index.ts';
import { renderPng } from '#io/charts/renderer.ts';
import { lookOf, MARGIN, SIZE } from '#io/charts/theme.ts';
import { decodePng } from '#test/support/decode-png.ts';
import { sampleFan } from '#test/support/sample-fan.ts';

const PLANS: Record<string, Partial<StakesQuery>> = {
  'a ladder': {},
  'a bankroll of ten million': { depth: 2, bankrollCents: 1_000_000_000, plan: { kind: 'target' } },
  Soros: { plan: { kind: 'soros', level: 2 }, depth: 0 },
  'a bankroll that never pays': { bankrollCents: 1 },
  'single entries': { depth: 0 },
};

describe.each(THEMES)('in the %s theme', (theme) => {
  const look = lookOf(theme);

  test.each(Object.entries(PLANS))('%s stays within 60 kB and the margins', async (_name, stakes) => {
    const png = renderPng(sampleFan(stakes), theme);
    expect(png.length).toBeLessThanOrEqual(60_000);
    const decoded = await decodePng(png);
    const edge = { y: 0, width: MARGIN / 2, height: SIZE.height };
    for (const x of [0, SIZE.width - edge.width]) {
      expect(decoded.count(look.background, { ...edge, x })).toBe(edge.width * edge.height);
    }
    await setImmediate();
  });

  test('both bands, the middle and the start can be told apart', async () => {
    const decoded = await decodePng(renderPng(sampleFan(), theme));
    for (const place of [5, 7, 3, 1]) expect(decoded.count(look.heat[place] ?? '')).toBeGreaterThan(5_000);
    expect(decoded.count(look.mark)).toBeGreaterThan(500);
  });
});

test('words of a megabyte stay within the margins', async () => {
  const endless = 'W'.repeat(1_000_000);
  const words = { title: endless, subtitle: endless, period: endless, note: endless, risk: endless, bankroll: endless };
  const key = { drawdown: endless, outer: endless, inner: endless, middle: endless, start: endless };
  const decoded = await decodePng(renderPng(sampleFan({}, { ...words, ...key }), 'dark'));
  const edge = { y: 0, width: MARGIN / 2, height: SIZE.height };
  for (const x of [0, SIZE.width - edge.width]) {
    expect(decoded.count(lookOf('dark').background, { ...edge, x })).toBe(edge.width * edge.height);
  }
});
