import { describe, expect, test } from 'vitest';
import {
  CANCELED,
  type Candle,
  catalogPicture,
  columnsFrom,
  DEFAULT_READING,
  type Evaluation,
  evaluate,
  findStrategy,
  GREEN,
  LOSS,
  MINUTE_MS,
  PENDING,
  type Picture,
  pictureKey,
  RED,
} from '#engine/index.ts';
import {
  flatCandles,
  pictureOf,
  SAMPLE_START_MS,
  SAMPLE_WORDS,
  sampleCandles,
  samplePicture,
  sampleRanking,
} from '#test/support/sample-picture.ts';

describe('four blocks of the minority strategy, worked by hand', () => {
  // ggrgg → put, red: won at once. rgggr → put, green, red: gale 1. grdgg: void. rrrgg → call, red, red, red: loss.
  const colours = 'ggrgg rgggr grdgg rrrgg rrrgg'.replaceAll(' ', '');
  const candles = candlesOf(colours);
  const picture = () => pictureOf(candles, { live: false });

  test('each stands at its entry, with what was played', () => {
    expect(picture().chart.cycles).toEqual([
      { slot: 5, played: 1, result: 0, direction: RED },
      { slot: 10, played: 2, result: 1, direction: RED },
      { slot: 15, played: 0, result: CANCELED, direction: 0 },
      { slot: 20, played: 3, result: LOSS, direction: GREEN },
    ]);
  });

  test('the legend counts them', () => {
    const { legend } = picture();
    expect(legend.map(({ code, count }) => `${code} ${count}`)).toEqual(['W 1', 'G1 1', 'G2 0', 'H 1', 'D 1']);
    expect(legend.map(({ label }) => label)).toEqual(['Primeira', 'Gale 1', 'Gale 2', 'Loss', 'Nulo']);
  });

  test('the candles end with the last one that decided anything', () => {
    const { chart, shown } = picture();
    expect(chart.candles).toHaveLength(23);
    expect(chart.slots).toBe(23);
    expect(shown).toBe('Últimos 4 de 4 blocos');
  });

  test('a block whose entry is to come is shown right of the last candle, without a direction', () => {
    const live = pictureOf(candles, { live: true });
    expect(live.chart.cycles.at(-1)).toEqual({ slot: 25, played: 0, result: PENDING, direction: 0 });
    expect(live.chart.slots).toBe(26);
    expect(live.legend.at(-1)).toMatchObject({ code: '…', count: 1, label: 'Em curso' });
    expect(live.shown).toBe('Últimos 4 de 4 blocos');
  });
});

test('every word and every price stands where it belongs', () => {
  const words = {
    ...{ title: 'a', subtitle: 'b', period: 'c', payout: 'd', rate: 'e', sample: 'f', verdict: 'g', whole: 'h' },
    ...{ coverage: 'i', risk: 'j' },
  };
  const candles = candlesOf('ggrggrgggrgrdgg').map((candle, minute) => ({ ...candle, high: 2 + minute, low: -minute }));
  const picture = pictureOf(candles, { live: false, words });
  expect(picture).toMatchObject({ kind: 'catalog', depth: 2, ...words });
  expect(picture.chart.candles.slice(0, 2)).toEqual([
    { slot: 0, open: 1.1, high: 2, low: -0, close: 1.2 },
    { slot: 1, open: 1.1, high: 3, low: -1, close: 1.2 },
  ]);
  // The axis holds the lowest and the highest price of what is shown: eleven minutes.
  const { low, high } = picture.chart.price;
  const shown = picture.chart.candles.length;
  expect([low <= 1 - shown, high >= 1 + shown, low > -2 * shown, high < 2 * shown + 2]).toEqual([
    true,
    true,
    true,
    true,
  ]);
  expect(picture.chart.times.length).toBeGreaterThan(0);
  expect(picture.strip).toMatchObject({ kind: 'cycles', results: [0, 1] });
});

test('gales beyond the ones a strategy lists follow one another', () => {
  // The entry on the sixth, then loss after loss: put on five greens.
  const { chart } = pictureOf(candlesOf('ggrgg ggggg ggggg'.replaceAll(' ', '')), { depth: 4, live: false });
  expect(chart.cycles[0]).toEqual({ slot: 5, played: 5, result: LOSS, direction: RED });
});

test('a legend names what happened beside wins, losses and dojis', () => {
  const columns = columnsFrom(candlesOf('ggrgg'), 'M1');
  const strategy = findStrategy({ timeframe: 'M1', name: 'minoria' })!;
  const empty = evaluate(columns, { strategy, depth: 1, reading: DEFAULT_READING });
  const counts = { ...empty.counts, win: [3, 2], loss: 1, doji: 4, noSignal: 5, void: 6 };
  const pending = { blockMs: columns.startMs, entryMs: columns.startMs, result: PENDING, direction: GREEN };
  const named = (evaluation: Evaluation, legend = SAMPLE_WORDS.legend) =>
    catalogPicture({ columns, evaluation, words: { ...SAMPLE_WORDS, legend } }).legend.map(
      ({ code, label, count }) => `${code} ${label} ${count}`,
    );
  const full = [
    'W Primeira 3',
    'G1 Gale 1 2',
    'H Loss 1',
    'D Nulo 4',
    'N Sem sinal 5',
    'V Devolvida 6',
    '… Em curso 1',
  ];
  expect(named({ ...empty, counts, cycles: [pending] })).toEqual(full);
  expect(named({ ...empty, counts }, { ...SAMPLE_WORDS.legend, wins: ['W'] })[1]).toBe('G1  2');
  expect(named({ ...empty, counts: { ...counts, noSignal: 0, void: 0 } })).toEqual(full.slice(0, 4));
});

test('a weekend takes one slot', () => {
  const friday = sampleCandles({ seed: 3, minutes: 60 });
  const monday = sampleCandles({ seed: 4, minutes: 60 }).map((candle) => later(candle, 2 * 24 * 60));
  const { chart } = pictureOf([...friday, ...monday]);
  expect(chart.breaks).toHaveLength(1);
  expect(chart.slots).toBeLessThanOrEqual(111);
});

test('a short hole keeps its place', () => {
  const whole = sampleCandles({ seed: 3, minutes: 60 });
  const { chart } = pictureOf(
    whole.filter((_, minute) => minute < 30 || minute > 32),
    { live: false },
  );
  expect(chart.breaks).toEqual([]);
  expect(chart.candles.map(({ slot }) => slot)).not.toContain(31);
});

test('the latest twenty blocks of a long window', () => {
  const { chart, strip, shown } = samplePicture({ minutes: 5003, live: false });
  expect(chart.cycles).toHaveLength(20);
  expect(shown).toBe('Últimos 20 de 1000 blocos');
  expect(strip.kind).toBe('shares');
});

test('whatever goes in, what comes out is small', () => {
  const endless = 'X'.repeat(1_000_000);
  const picture = samplePicture({
    minutes: 100_000,
    depth: 9,
    words: { title: endless, risk: endless, whole: endless },
  });
  expect(keyOf(picture).length).toBeLessThan(40_000);
});

test('without a complete block the picture says so', () => {
  for (const candles of [[], flatCandles(3)]) {
    const picture = pictureOf(candles);
    expect(picture.shown).toBe(SAMPLE_WORDS.empty);
    expect(picture.chart.cycles).toEqual([]);
  }
});

/** In the dark theme. */
const keyOf = (picture: Picture) => pictureKey(picture, 'dark');

describe('the key of a picture', () => {
  test('is another in the other theme', () => {
    expect(pictureKey(samplePicture(), 'light')).not.toBe(keyOf(samplePicture()));
  });

  test('is the same for the same picture, in whatever order it was put together', () => {
    const picture = samplePicture();
    const turned = Object.fromEntries(Object.entries(picture).reverse()) as unknown as typeof picture;
    expect(keyOf(turned)).toBe(keyOf(picture));
    expect(keyOf(samplePicture())).toBe(keyOf(picture));
  });

  test('is another for any other word, candle or kind', () => {
    const keys = [
      samplePicture(),
      samplePicture({ seed: 2 }),
      samplePicture({ words: { payout: 'Payout 86%' } }),
      sampleRanking(),
    ].map(keyOf);
    expect(new Set(keys).size).toBe(4);
  });

  test('survives the journey to another thread', () => {
    const picture = samplePicture();
    expect(keyOf(structuredClone(picture))).toBe(keyOf(picture));
  });
});

/** g green, r red, d doji; one a minute. */
function candlesOf(colours: string): Candle[] {
  return [...colours].map((colour, minute) => {
    const close = { g: 1.2, r: 1.0, d: 1.1 }[colour] ?? 1.1;
    return { openMs: SAMPLE_START_MS + minute * MINUTE_MS, open: 1.1, high: 1.3, low: 0.9, close };
  });
}

function later(candle: Candle, minutes: number): Candle {
  return { ...candle, openMs: candle.openMs + minutes * MINUTE_MS };
}
