import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { CANCELED, type CatalogPicture, LOSS, type Picture, THEMES } from '#engine/index.ts';
import { catalogLayout } from '#io/charts/catalog/layout.ts';
import { renderPng } from '#io/charts/renderer.ts';
import { resultColour as colourOf, lookOf, MARGIN, SIZE } from '#io/charts/theme.ts';
import { type DecodedPicture, decodePng } from '#test/support/decode-png.ts';
import { sampleFan } from '#test/support/sample-fan.ts';
import {
  flatCandles,
  pictureOf,
  SAMPLE_WORDS,
  sampleCalibration,
  sampleHours,
  samplePicture,
  sampleRanking,
} from '#test/support/sample-picture.ts';

const DARK = lookOf('dark');
const resultColour = (result: number) => colourOf(DARK, result);
const TITLE = { x: MARGIN, y: 30, width: 500, height: 60 };

describe('the picture of a catalog', () => {
  test('shows each block as a badge and a line in the colour of its result, in order', async () => {
    const picture = samplePicture();
    const decoded = await decodePng(renderPng(picture, 'dark'));
    const { badges, chart } = catalogLayout(picture);
    const colours = picture.chart.cycles.map(({ result }) => resultColour(result));
    const runs = runsOf(decoded, { y: badges.y + 4, colours: new Set(colours) });
    expect(runs.map(({ colour }) => colour)).toEqual(colours);
    for (const { colour, middle } of runs) {
      const line = { x: middle - 2, y: chart.y, width: 4, height: chart.height };
      expect(decoded.count(colour, line)).toBeGreaterThan(chart.height * 0.7);
    }
  });

  test('writes letters on every badge, so that colour is not the only sign', async () => {
    const picture = samplePicture();
    const decoded = await decodePng(renderPng(picture, 'dark'));
    const { badges } = catalogLayout(picture);
    const runs = runsOf(decoded, {
      y: badges.y + 4,
      colours: new Set(picture.chart.cycles.map(({ result }) => resultColour(result))),
    });
    for (const { middle } of runs) {
      expect(decoded.count(DARK.onBadge, { x: middle - 20, y: badges.y, width: 40, height: 36 })).toBeGreaterThan(20);
    }
  });

  test('lets wins at the entry stand tallest in the strip and losses hang', async () => {
    const picture = samplePicture();
    const { strip } = catalogLayout(picture);
    const decoded = await decodePng(renderPng(picture, 'dark'));
    const runsAt = (y: number, result: number) =>
      runsOf(decoded, { y, colours: new Set([resultColour(result)]) }).length;
    expect(runsAt(strip.y + 44, 0)).toBe(countOf(picture, 0));
    expect(runsAt(strip.y + 44, 1)).toBe(0);
    expect(runsAt(strip.y + 80, 1)).toBe(countOf(picture, 1));
    expect(runsAt(strip.y + strip.height - 4, LOSS)).toBe(countOf(picture, LOSS));
  });

  test('is the picture that was looked at and found good', async () => {
    // Pixels of each colour on that day. Edges of letters may differ a little between processors.
    const looked = { background: 951_949, panel: 53_599, grid: 26_714, text: 28_410, muted: 22_934, onBadge: 3973 };
    const candles = { up: 7854, down: 8034 };
    const results = new Map([
      [0, 31_367],
      [1, 14_417],
      [2, 11_114],
      [LOSS, 6945],
      [CANCELED, 12_896],
    ]);
    const decoded = await decodePng(renderPng(samplePicture(), 'dark'));
    const wrong: string[] = [];
    const compare = (colour: string, pixels: number) => {
      const found = decoded.count(colour);
      if (Math.abs(found - pixels) > 0.02 * pixels) wrong.push(`${colour}: ${found} instead of ${pixels}`);
    };
    for (const [name, pixels] of Object.entries({ ...looked, ...candles })) {
      compare(DARK[name as 'background' | 'panel' | 'grid' | 'text' | 'muted' | 'onBadge' | 'up' | 'down'], pixels);
    }
    for (const [result, pixels] of results) compare(resultColour(result), pixels);
    expect(wrong).toEqual([]);
  });

  test('is the same on a machine without fonts', async () => {
    const here = renderPng(samplePicture(), 'dark');
    const script = `
      const { renderPng } = await import('#io/charts/renderer.ts');
      const { samplePicture } = await import('#test/support/sample-picture.ts');
      const { createHash } = await import('node:crypto');
      console.log(createHash('sha256').update(renderPng(samplePicture(), 'dark')).digest('hex'));`;
    const env = { ...process.env, DISABLE_SYSTEM_FONTS_LOAD: '1' };
    const there = execFileSync(process.execPath, ['--input-type=module', '-e', script], { env, encoding: 'utf8' });
    expect(there.trim()).toBe(createHash('sha256').update(here).digest('hex'));
    expect((await decodePng(here)).count(DARK.text, TITLE)).toBeGreaterThan(2000);
  });
});

/** One of each kind there is. */
const SAMPLES: { readonly [Kind in Picture['kind']]: () => Picture } = {
  calibration: () => sampleCalibration(),
  catalog: () => samplePicture(),
  fan: () => sampleFan(),
  hours: () => sampleHours(),
  ranking: () => sampleRanking(),
};

describe.each(THEMES)('in the %s theme', (theme) => {
  const looked = lookOf(theme);

  test.each(Object.entries(SAMPLES))('a %s picture stays within 60 kB', (_kind, sample) => {
    expect(renderPng(sample(), theme).length).toBeLessThanOrEqual(60_000);
  });

  test.each([
    { depth: 2, minutes: 503 },
    { depth: 9, minutes: 2000 },
    { depth: 9, minutes: 40_000 },
  ])('a catalog of $minutes candles up to gale $depth stays within 60 kB in ten markets', async (market) => {
    for (let seed = 1; seed <= 10; seed++) {
      expect(renderPng(samplePicture({ seed, ...market }), theme).length).toBeLessThanOrEqual(60_000);
      await setImmediate();
    }
  });

  test.each(Object.entries(SAMPLES))(
    'a %s picture has its title, free margins and no colour of the other theme',
    async (_kind, sample) => {
      const decoded = await decodePng(renderPng(sample(), theme));
      expect(decoded.count(looked.text, TITLE)).toBeGreaterThan(2000);
      const edge = { y: 0, width: MARGIN / 3, height: SIZE.height };
      for (const x of [0, SIZE.width - edge.width]) {
        expect(decoded.count(looked.background, { ...edge, x })).toBe(edge.width * edge.height);
      }
      const other = lookOf(theme === 'dark' ? 'light' : 'dark');
      const borrowed = [...other.wins, ...other.heat, other.loss, other.muted, other.grid].filter(
        (colour) => decoded.count(colour) > 0,
      );
      expect(borrowed).toEqual([]);
    },
  );
});

describe('whatever goes in', () => {
  const pictures: Record<string, () => CatalogPicture> = {
    'no candle': () => pictureOf([]),
    'one candle': () => samplePicture({ minutes: 1 }),
    'a price that never moves': () => pictureOf(flatCandles(600)),
    'a hundred thousand candles': () => samplePicture({ minutes: 100_000 }),
    'nine gales': () => samplePicture({ depth: 9, minutes: 2000 }),
  };
  for (const [name, make] of Object.entries(pictures)) {
    test(`${name} becomes a picture`, async () => {
      const decoded = await decodePng(renderPng(make(), 'dark'));
      expect([decoded.width, decoded.height]).toEqual([SIZE.width, SIZE.height]);
      expect(decoded.count(DARK.text, TITLE)).toBeGreaterThan(2000);
    });
  }

  test('words of a megabyte stay within the margins', async () => {
    const endless = 'W'.repeat(1_000_000);
    const { wins, ...others } = SAMPLE_WORDS.legend;
    const legend = { ...others, wins: wins.map(() => endless), loss: endless, canceled: endless };
    const shown = () => endless;
    const words = {
      title: endless,
      subtitle: endless,
      period: endless,
      payout: endless,
      rate: endless,
      sample: endless,
    };
    const more = { verdict: endless, shown, whole: endless, coverage: endless, risk: endless, legend };
    const decoded = await decodePng(renderPng(samplePicture({ words: { ...words, ...more } }), 'dark'));
    const edge = { y: 0, width: MARGIN / 2, height: SIZE.height };
    for (const x of [0, SIZE.width - edge.width]) {
      expect(decoded.count(DARK.background, { ...edge, x })).toBe(edge.width * edge.height);
    }
  });
});

describe('the picture of a top list', () => {
  test('has a bar for each row, first entry and gales apart', async () => {
    const decoded = await decodePng(renderPng(sampleRanking(), 'dark'));
    const column = Array.from({ length: SIZE.height }, (_, y) => decoded.at(MARGIN + 200, y));
    const starts = column.filter((colour, y) => colour === resultColour(0) && column[y - 1] !== colour);
    expect(starts).toHaveLength(5);
    expect(decoded.count(resultColour(1))).toBeGreaterThan(20_000);
  });

  test('says so when there is no row', async () => {
    const decoded = await decodePng(renderPng({ ...sampleRanking(), rows: [] }, 'dark'));
    expect(decoded.count(DARK.muted, { x: 200, y: 600, width: 680, height: 120 })).toBeGreaterThan(500);
  });
});

test('three hundred pictures in a row leave no memory behind', { timeout: 180_000 }, async () => {
  const draw = async (count: number) => {
    for (let seed = 1; seed <= count; seed++) {
      renderPng(samplePicture({ seed: seed % 7 }), 'dark');
      await setImmediate();
    }
  };
  await draw(50);
  const before = process.memoryUsage.rss();
  await draw(300);
  expect((process.memoryUsage.rss() - before) / 2 ** 20).toBeLessThan(150);
});

/** The stretches of a row that have one of the colours; neighbours of one colour count as one when they touch. */
function runsOf(
  picture: DecodedPicture,
  { y, colours }: { y: number; colours: ReadonlySet<string> },
): { colour: string; middle: number }[] {
  const runs: { colour: string; middle: number }[] = [];
  let start = 0;
  for (let x = 1; x <= picture.width; x++) {
    const colour = picture.at(start, y);
    if (x < picture.width && picture.at(x, y) === colour) continue;
    if (colours.has(colour) && x - start > 2) runs.push({ colour, middle: Math.round((start + x) / 2) });
    start = x;
  }
  return runs;
}

function countOf({ legend }: CatalogPicture, result: number): number {
  return legend.find((entry) => entry.result === result)?.count ?? 0;
}
