import { describe, expect, test } from 'vitest';
import { DAY_MS, GREEN, HOUR_MS, isSignalList, MINUTE_MS, RED, readSignalList } from '#engine/index.ts';

/** 20 November 2026, 15:00 UTC: noon in São Paulo. */
const NOW_MS = Date.UTC(2026, 10, 20, 15);
const SAO_PAULO = () => -3 * HOUR_MS;
const OPTIONS = { timeframe: 'M1', nowMs: NOW_MS, oldestMs: NOW_MS - 60 * DAY_MS, utcOffsetMsAt: SAO_PAULO } as const;

function read(text: string) {
  return readSignalList({ ...OPTIONS, text });
}

function entriesOf(text: string): (number | string)[] {
  return read(text).lines.map((line) => (line.kind === 'signal' ? line.signal.entryMs : line.problem));
}

test('every usual format is read', () => {
  const { lines } = read(
    [
      'M5;EURUSD;10:50;CALL',
      'GBPUSD;10:00;CALL',
      '10:50:00;USDJPY;5M;Call',
      '2026-11-19 13:50:00 AUDUSD CALL 2GL 5TM',
      'M5 EURJPY 10:50 PUT',
      '10:50 EURGBP - CALL',
    ].join('\n'),
  );
  expect(lines.map((line) => line.kind === 'signal' && [line.signal.timeframe, line.signal.direction])).toEqual([
    ['M5', GREEN],
    ['M1', GREEN],
    ['M5', GREEN],
    ['M5', GREEN],
    ['M5', RED],
    ['M1', GREEN],
  ]);
});

describe('the day of a signal', () => {
  test('is today where its time has come, yesterday where it has not', () => {
    const noonMs = NOW_MS;
    expect(entriesOf('EURUSD 12:00 CALL')).toEqual([noonMs]);
    expect(entriesOf('EURUSD 12:01 CALL')).toEqual([noonMs + MINUTE_MS - DAY_MS]);
    expect(entriesOf('EURUSD 00:00 CALL')).toEqual([noonMs - 12 * HOUR_MS]);
  });

  test('is its date where it has one, also to come', () => {
    expect(entriesOf('20/11/2026 12:01 EURUSD CALL')).toEqual([NOW_MS + MINUTE_MS]);
    expect(entriesOf('20/11 12:01 EURUSD CALL')).toEqual([NOW_MS + MINUTE_MS]);
  });

  test('of yesterday is found over the night when the clocks go forward', () => {
    // Lisbon, 29 March 2026: 01:00 becomes 02:00. At 00:30 of the 30th, 24 hours ago was still the 28th.
    const changeMs = Date.UTC(2026, 2, 29, 1);
    const utcOffsetMsAt = (atMs: number) => (atMs < changeMs ? 0 : HOUR_MS);
    const nowMs = Date.UTC(2026, 2, 29, 23, 30);
    const list = readSignalList({ ...OPTIONS, text: 'EURUSD 00:40 CALL', nowMs, oldestMs: 0, utcOffsetMsAt });
    expect(list.lines[0]).toMatchObject({ signal: { entryMs: Date.UTC(2026, 2, 29, 0, 40) } });
  });

  test.for([
    ['01/01/1999 10:00 EURUSD CALL', 'too-old'],
    ['20/09/2026 10:00 EURUSD CALL', 'too-old'],
    ['20/11/2062 10:00 EURUSD CALL', 'too-far'],
    ['20/11/3026 10:00 EURUSD CALL', 'date'],
    ['30/02/2026 10:00 EURUSD CALL', 'date'],
    ['24:00 EURUSD CALL', 'time'],
    ['12:60 EURUSD CALL', 'time'],
  ] as const)('"%s" is wrong: %s', ([text, problem]) => {
    expect(entriesOf(text)).toEqual([problem]);
  });
});

describe('the first line', () => {
  test('may be of options, and the count begins after it', () => {
    const list = read('\n m5 g1, doji\nEURUSD 10:50 CALL\n\nGBPUSD 10:50 CALL');
    expect([list.depth, list.dojiApart]).toEqual([1, true]);
    expect(list.lines.map(({ number }) => number)).toEqual([1, 3]);
    expect(list.lines[0]).toMatchObject({ signal: { timeframe: 'M5' } });
  });

  test('with anything else is a line like others', () => {
    expect(read('m5 sinais\nEURUSD 10:50 CALL').lines.map(({ kind }) => kind)).toEqual(['problem', 'signal']);
  });
});

test('gales are those of the list, or else the most of its lines', () => {
  expect(read('EURUSD 10:50 CALL').depth).toBeNull();
  expect(read('EURUSD 10:50 CALL 1GL\nEURUSD 10:51 CALL 2GL').depth).toBe(2);
  expect(read('g0\nEURUSD 10:50 CALL 2GL').depth).toBe(0);
});

test('after a hundred lines the rest is left out and counted', () => {
  const list = read(
    Array.from({ length: 130 }, (_, at) => `EURUSD ${10 + Math.floor(at / 60)}:${at % 60} CALL`).join('\n'),
  );
  expect(list.lines).toHaveLength(100);
  expect(list.leftOut).toBe(30);
});

test('a list is told from other words by its first signal', () => {
  expect(isSignalList('Lista de hoje\n\nM5;EURUSD;13:50;CALL')).toBe(true);
  for (const text of ['', 'EURUSD-OTC m1 g2 100', 'bom dia, 13:50', 'call me at 13:50', 'x'.repeat(1e5)]) {
    expect(isSignalList(text)).toBe(false);
  }
});
