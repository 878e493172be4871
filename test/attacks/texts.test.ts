import { describe, expect, test } from 'vitest';
import { decode } from '#bot/callback-data.ts';
import {
  FIRST_TOP,
  HOUR_MS,
  isSignalList,
  MAX_DEPTH,
  parseCatalogWords,
  parseTimesWords,
  parseTopWords,
  pictureKey,
  readSignalList,
} from '#engine/index.ts';
import { renderPng } from '#io/charts/renderer.ts';
import { createLog, type Log } from '#io/log.ts';
import { formatLine } from '#io/log-line.ts';
import { guessCsvFormat } from '#io/market/csv-format.ts';
import { scrub } from '#io/scrub.ts';
import { looksLikeSecret } from '#io/telegram/looks-like-secret.ts';
import { wordsFor } from '#panel/web/words.ts';
import { decodePng } from '#test/support/decode-png.ts';
import { SAMPLE_WORDS, samplePicture } from '#test/support/sample-picture.ts';

const LETTERS = 200_000;
/** Words that keep a careless pattern busy: it tries each of them from each letter on. */
const LONG: Readonly<Record<string, string>> = {
  'one letter': 'a'.repeat(LETTERS),
  'one letter and another sign': `${'a'.repeat(LETTERS)}!`,
  digits: '1'.repeat(LETTERS),
  dashes: 'a-'.repeat(LETTERS / 2),
  dots: 'a.'.repeat(LETTERS / 2),
  'at signs': 'a@'.repeat(LETTERS / 2),
  blanks: `senha ${' '.repeat(LETTERS)}`,
  'half of an assignment': 'password='.repeat(LETTERS / 9),
  quotes: '"password":"'.repeat(LETTERS / 12),
  'escaped quotes': 'token\\"'.repeat(LETTERS / 7),
  lines: 'M1;EURUSD;10:00;CALL\n'.repeat(LETTERS / 21),
  colons: '1:'.repeat(LETTERS / 2),
};

const WORDS = {
  tickers: ['EURUSD-OTC', 'EURUSD'],
  limits: { maxBlocks: 2_000, maxDays: 60, maxDepth: MAX_DEPTH },
  nowMs: Date.UTC(2026, 10, 20, 12),
  utcOffsetMs: () => -3 * HOUR_MS,
};
const CATALOG = { timeframe: 'M1', strategyId: 'MHI1_MIN', depth: 2, window: { kind: 'blocks', count: 100 } } as const;
const TIMES = { ticker: 'EURUSD', timeframe: 'M1', days: 10, minRatio: 0.9, depth: 0 } as const;
const LIST = { timeframe: 'M1', nowMs: WORDS.nowMs, oldestMs: 0, utcOffsetMsAt: () => 0 } as const;

/** Everything that reads what a stranger wrote. */
const READERS: Readonly<Record<string, (text: string) => unknown>> = {
  '/catalog': (text) => parseCatalogWords({ ...WORDS, text, defaults: CATALOG }),
  '/top': (text) => parseTopWords({ ...WORDS, text, defaults: FIRST_TOP }),
  '/times': (text) => parseTimesWords({ ...WORDS, text, defaults: TIMES }),
  '/check': (text) => [isSignalList(text), readSignalList({ ...LIST, text })],
  'the guard of passwords': looksLikeSecret,
  'the scrubber of the log': scrub,
  'a button': (text) => decode(text, { userId: 1, key: 'k' }),
  'a browser’s languages': (text) => wordsFor(null, text),
  'the first line of a file': (text) => guessCsvFormat(text),
};

describe('A49: no reader takes long over a text made to keep it busy', () => {
  // A pattern that tries each letter from each letter on needs minutes for these; the rest is for a busy machine.
  test.each(Object.entries(READERS))('%s', (_reader, read) => {
    for (const [what, text] of Object.entries(LONG)) {
      const startedMs = performance.now();
      read(text);
      expect(performance.now() - startedMs, what).toBeLessThan(3_000);
    }
  });
});

describe('A50: what a stranger writes stays one line of the log', () => {
  const FORGED = 'x\n{"level":"fatal","msg":"all is lost"}\r\u001b[2J\u001b[31mred\u2028\u202eturned\u0000';
  const WAYS: Readonly<Record<string, (log: Log) => void>> = {
    'as the message': (log) => log.info(FORGED),
    'as a field': (log) => log.info({ typed: FORGED }, 'said'),
    'deep in a field': (log) => log.info({ body: { typed: [FORGED] } }, 'said'),
    'as a name': (log) => log.info({ [FORGED]: 1 }, 'said'),
  };

  test.each(Object.entries(WAYS))('%s', (_way, speak) => {
    for (const environment of ['production', 'development'] as const) {
      const lines: string[] = [];
      speak(createLog({ level: 'info', environment, room: 'test', write: (line) => lines.push(line) }));
      expect(lines).toHaveLength(1);
      expect(lines[0]?.trimEnd()).not.toMatch(/\p{Cc}/u);
      if (environment === 'development') expect(lines[0]).not.toMatch(/[\u2028\u202e]/);
    }
  });

  test('in an error, whose stack has lines of its own, each of them stands back', () => {
    const line = formatLine(
      `${JSON.stringify({ time: '2026-11-20T12:00:00.000Z', level: 'error', room: 'bot', msg: 'x', err: { stack: `Error: ${FORGED}\n at here` } })}\n`,
    );
    const [first, ...rest] = line.trimEnd().split('\n');
    expect(first).toMatch(/^12:00:00\.000 error bot/);
    for (const more of rest) expect(more).toMatch(/^ {2}/);
    expect(line).not.toContain('\u001b');
  });
});

describe('A54: a picture is as large as a picture, whatever is asked of it', () => {
  const HUGE = 'W'.repeat(1_000_000);

  test('with labels of a million letters', async () => {
    const words = { ...SAMPLE_WORDS, title: HUGE, subtitle: HUGE, verdict: HUGE, risk: HUGE };
    const startedMs = performance.now();
    const png = renderPng(samplePicture({ words }), 'dark');
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    const { width, height } = await decodePng(png);
    expect([width, height]).toEqual([1080, 1200]);
    expect(png.length).toBeLessThan(1_000_000);
  });

  test('with a hundred thousand candles', async () => {
    const startedMs = performance.now();
    const png = renderPng(samplePicture({ minutes: 100_000 }), 'dark');
    expect(performance.now() - startedMs).toBeLessThan(5_000);
    expect((await decodePng(png)).width).toBe(1080);
  });

  test('and what it is remembered by stays short', () => {
    const words = { ...SAMPLE_WORDS, title: HUGE, subtitle: HUGE };
    expect(pictureKey(samplePicture({ words }), 'dark').length).toBeLessThan(100_000);
  });
});
