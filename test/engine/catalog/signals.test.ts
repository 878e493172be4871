import { describe, expect, test } from 'vitest';
import {
  type Columns,
  checkSignals,
  cycleCode,
  GREEN,
  HOUR_MS,
  INCOMPLETE,
  MINUTE_MS,
  PENDING,
  parseSignals,
  RED,
  type SignalLine,
} from '#engine/index.ts';
import { BLOCK_START_MS, columnsOf } from '#test/support/colours.ts';

const inSaoPaulo = () => -3 * HOUR_MS;
/** 2021-02-01 12:00 in São Paulo. */
const DAY_MS = BLOCK_START_MS + 15 * HOUR_MS;
const options = { timeframe: 'M1', dayMs: DAY_MS, utcOffsetMsAt: inSaoPaulo } as const;
const at1350 = BLOCK_START_MS + (16 * 60 + 50) * MINUTE_MS;

const read = (text: string) =>
  parseSignals(text, options).map((line) => (line.kind === 'signal' ? line.signal : line.problem));

describe('parseSignals', () => {
  const eurusd = { ticker: 'EURUSD', timeframe: 'M5', entryMs: at1350, direction: GREEN, gales: null };

  // Every format of strategies.md §6.
  test.for([
    ['M5;EURUSD;13:50;CALL', eurusd],
    ['EURUSD;10:00;CALL', { ...eurusd, timeframe: 'M1', entryMs: BLOCK_START_MS + 13 * HOUR_MS }],
    ['13:50:00;EURUSD;5M;Call', eurusd],
    ['2021-02-01 13:50:00 EURUSD CALL 2GL 5TM', { ...eurusd, gales: 2 }],
    ['M5 EURUSD 13:50 PUT', { ...eurusd, direction: RED }],
    ['13:50 EURUSD - CALL', { ...eurusd, timeframe: 'M1' }],
    ['01/02/2021 13:50 EUR/USD compra M5', eurusd],
    ['31/01/2021 13:50 EURUSD call 5MIN 2 gales', { ...eurusd, entryMs: at1350 - 24 * HOUR_MS }],
    ['13:50 - EURUSD   OTC - M5 - CALL - 1GALE', { ...eurusd, ticker: 'EURUSD-OTC', gales: 1 }],
    ['EURUSD  (OTC);13:50;;5M; CALL', { ...eurusd, ticker: 'EURUSD-OTC' }],
    ['1/2 13:50 eurusd call m5 G1', { ...eurusd, gales: 1 }],
    [
      'M15|EURUSD (OTC)|13:45|🔴',
      { ...eurusd, ticker: 'EURUSD-OTC', timeframe: 'M15', entryMs: at1350 - 5 * MINUTE_MS, direction: RED },
    ],
    ['⬇️ 13:50, GBPJPY-OTC, M1', { ...eurusd, ticker: 'GBPJPY-OTC', timeframe: 'M1', direction: RED }],
  ] as const)('%s', ([text, signal]) => {
    expect(read(text)).toEqual([signal]);
  });

  test.for([
    ['LISTA VIP DE HOJE', 'time'],
    ['24:00 EURUSD CALL', 'time'],
    ['13:60 EURUSD CALL', 'time'],
    ['13:50:30 EURUSD CALL', 'time'],
    ['2021-02-30 13:50 EURUSD CALL', 'date'],
    ['31/13/2021 13:50 EURUSD CALL', 'date'],
    ['0021-02-01 13:50 EURUSD CALL', 'date'],
    ['30/02 13:50 EURUSD CALL', 'date'],
    ['2021-02-01x 13:50x EURUSD CALL', 'time'],
    ['13:50 CALL', 'ticker'],
    ['13:50 1 EU CALL', 'ticker'],
    ['13:50 EURUSD', 'direction'],
    ['13:50 EURUSD CALL H1', 'timeframe'],
    ['13:50 EURUSD CALL M30', 'timeframe'],
    ['13:52 EURUSD CALL M5', 'off-grid'],
    ['13:50 EURUSD CALL M15', 'off-grid'],
  ] as const)('%s has a wrong %s', ([text, problem]) => {
    expect(read(text)).toEqual([problem]);
  });

  test('one wrong line leaves the others as they are, and empty ones are no lines', () => {
    const lines = parseSignals('13:50 EURUSD CALL\r\n\n  \nnothing\n13:51 EURUSD PUT', options);
    expect(lines.map(({ number, text, kind }) => [number, text, kind])).toEqual([
      [1, '13:50 EURUSD CALL', 'signal'],
      [4, 'nothing', 'problem'],
      [5, '13:51 EURUSD PUT', 'signal'],
    ]);
  });

  test('the same signal twice counts once, however it is written', () => {
    expect(read('13:50 EURUSD CALL\n13:50:00;EUR/USD;1M;Call\n13:50 EURUSD PUT')).toEqual([
      expect.objectContaining({ direction: GREEN }),
      'twice',
      expect.objectContaining({ direction: RED }),
    ]);
  });

  test('a day without a year is the one nearest to the list', () => {
    const newYear = { ...options, dayMs: BLOCK_START_MS - 30 * 24 * HOUR_MS };
    const [line] = parseSignals('31/12 10:00 EURUSD CALL', newYear) as [SignalLine & { kind: 'signal' }];
    // 2020-12-31 13:00 UTC.
    expect(line.signal.entryMs).toBe(1_609_419_600_000);
    const lastDay = { ...options, dayMs: 1_609_419_600_000 };
    const [next] = parseSignals('02/01 10:00 EURUSD CALL', lastDay) as [SignalLine & { kind: 'signal' }];
    expect(next.signal.entryMs).toBe(1_609_419_600_000 + 48 * HOUR_MS);
  });

  // New York, 2021-03-14: at 07:00 UTC the clocks go from 02:00 to 03:00. 2021-11-07: at 06:00 UTC back from 02:00 to 01:00.
  test('a time that the clocks skip is none, one that they repeat is the first', () => {
    const [springMs, autumnMs] = [1_615_705_200_000, 1_636_264_800_000];
    const utcOffsetMsAt = (atMs: number) => (atMs >= springMs && atMs < autumnMs ? -4 : -5) * HOUR_MS;
    const inNewYork = (text: string) => parseSignals(text, { ...options, utcOffsetMsAt })[0]!;
    expect(inNewYork('2021-03-14 02:30 EURUSD CALL')).toMatchObject({ problem: 'time' });
    expect(inNewYork('2021-03-14 03:00 EURUSD CALL')).toMatchObject({ signal: { entryMs: springMs } });
    expect(inNewYork('2021-11-07 01:30 EURUSD CALL')).toMatchObject({ signal: { entryMs: autumnMs - HOUR_MS / 2 } });
  });
});

describe('checkSignals', () => {
  const signalsOf = (text: string) =>
    parseSignals(text, { ...options, utcOffsetMsAt: () => 0 }).flatMap((line) =>
      line.kind === 'signal' ? [line.signal] : [],
    );
  const codes = (text: string, asked: { colours: string; depth: number; nowMs?: number; dojiEntry?: 'apart' }) => {
    const { colours, ...how } = asked;
    const columnsByTicker = new Map<string, Columns>([['EURUSD', columnsOf(colours)]]);
    return checkSignals(signalsOf(text), { columnsByTicker, ...how }).rows.map(({ result }) => cycleCode(result));
  };

  test('each line wins at its level, or is lost', () => {
    const list = '00:00 EURUSD CALL\n00:01 EURUSD CALL\n00:02 EURUSD CALL\n00:03 EURUSD CALL\n00:00 EURUSD PUT';
    expect(codes(list, { colours: 'GRRRGR', depth: 2 })).toEqual(['W', 'H', 'G2', 'G1', 'G1']);
    expect(codes(list, { colours: 'GRRRGR', depth: 0 })).toEqual(['W', 'H', 'H', 'H', 'H']);
  });

  test('a missing candle, a missing asset and candles that are too large are no candle; what is to come is waited for', () => {
    const results = (columns: Columns, text: string) => {
      const { rows, tally } = checkSignals(signalsOf(text), {
        columnsByTicker: new Map([['EURUSD', columns]]),
        depth: 0,
      });
      return [...rows.map(({ result }) => result), tally.cycles];
    };
    expect(results(columnsOf('R_G'), '00:01 EURUSD CALL\n00:00 GBPUSD CALL')).toEqual([INCOMPLETE, INCOMPLETE, 0]);
    const large = columnsOf('GG', { timeframe: 'M5' });
    expect(results(large, '00:00 EURUSD CALL\n00:05 EURUSD CALL M5\n00:10 EURUSD CALL M5')).toEqual([
      INCOMPLETE,
      0,
      PENDING,
      1,
    ]);
  });

  test('counts only when all candles down to the last gale exist, also where it won at once', () => {
    const resultAt = (minutes: number) =>
      checkSignals(signalsOf('00:00 EURUSD CALL'), {
        columnsByTicker: new Map([['EURUSD', columnsOf('GG')]]),
        depth: 2,
        nowMs: BLOCK_START_MS + minutes * MINUTE_MS,
      }).rows[0]!.result;
    expect([resultAt(0), resultAt(2), resultAt(3)]).toEqual([PENDING, PENDING, INCOMPLETE]);
  });

  test('a doji at the entry is lost, or set apart if so wished', () => {
    expect(codes('00:00 EURUSD CALL', { colours: 'DG', depth: 1 })).toEqual(['G1']);
    expect(codes('00:00 EURUSD CALL', { colours: 'DG', depth: 1, dojiEntry: 'apart' })).toEqual(['D']);
    expect(codes('00:00 EURUSD CALL', { colours: 'GD', depth: 1, dojiEntry: 'apart' })).toEqual(['W']);
  });

  test('candles of five minutes are made from those of one, and not before they have closed', () => {
    const list = '00:00 EURUSD CALL M5\n00:05 EURUSD PUT M5';
    // Each candle of these goes from 1 to its own close: the five-minute one from 1 to the last close.
    expect(codes(list, { colours: 'RRRRG GGGGR', depth: 0 })).toEqual(['W', 'W']);
    expect(codes(list, { colours: 'RRRRG GGG', depth: 0 })).toEqual(['W', '…']);
  });

  test.for([-1, 10, 0.5])('a depth of %f is refused', (depth) => {
    expect(() => checkSignals([], { columnsByTicker: new Map(), depth })).toThrow('gales');
  });
});
