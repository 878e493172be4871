import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CatalogQuery,
  type CatalogWords,
  formatCatalogWords,
  HOUR_MS,
  MAX_DEPTH,
  maxDepth,
  parseCatalogWords,
  strategiesOf,
  TIMEFRAMES,
} from '#engine/index.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 12);
const TICKERS = ['EURUSD-OTC', 'EURUSD', 'GBPUSD', 'EURJPY-op', 'XAUUSD-OTC-L', 'US 500'];
const HOUSE: Omit<CatalogWords, 'text'> = {
  tickers: TICKERS,
  limits: { maxBlocks: 5000, maxDays: 30, maxDepth: MAX_DEPTH },
  nowMs: NOW_MS,
  utcOffsetMs: () => -3 * HOUR_MS,
  defaults: { timeframe: 'M1', strategyId: 'MINORIA(5)', depth: 2, window: { kind: 'blocks', count: 100 } },
};

function read(text: string, changed: Partial<CatalogWords> = {}) {
  return parseCatalogWords({ ...HOUSE, text, ...changed });
}

function queryOf(text: string, changed: Partial<CatalogWords> = {}): CatalogQuery {
  const result = read(text, changed);
  if (!result.ok) throw new Error(JSON.stringify(result.problem));
  return result.query;
}

function problemOf(text: string, changed: Partial<CatalogWords> = {}) {
  const result = read(text, changed);
  if (result.ok) throw new Error(JSON.stringify(result.query));
  return result.problem;
}

const EURUSD_OTC: CatalogQuery = {
  ticker: 'EURUSD-OTC',
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
};
const localDay = (year: number, month: number, day: number) => Date.UTC(year, month - 1, day, 3);

describe('a typed question', () => {
  test('is read as the owner writes it', () => {
    expect(read('EURUSD-OTC m1 minority g2 100')).toEqual({ ok: true, query: EURUSD_OTC, unused: [] });
  });

  test('may have its words in any order and any case', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray(['EURUSD-otc', 'M1', 'Minoria', 'G2', '100b'], { minLength: 5 }), (words) => {
        expect(queryOf(words.join('  '))).toEqual(EURUSD_OTC);
      }),
    );
  });

  test('takes what was not said from the last time', () => {
    const defaults = {
      ...EURUSD_OTC,
      depth: 1,
      strategyId: 'TORRES_GEMEAS',
      window: { kind: 'hours', count: 5 },
    } as const;
    expect(queryOf('', { defaults })).toEqual(defaults);
    expect(queryOf('GBPUSD g0', { defaults })).toEqual({ ...defaults, ticker: 'GBPUSD', depth: 0 });
  });

  test.for([
    ['eurusd', 'EURUSD'],
    ['EUR/USD', 'EURUSD'],
    ['eurusd-otc', 'EURUSD-OTC'],
    ['EURUSD (OTC)', 'EURUSD-OTC'],
    ['eur/usd otc', 'EURUSD-OTC'],
    ['eurjpy', 'EURJPY-op'],
    ['XAUUSD-OTC', 'XAUUSD-OTC-L'],
    ['us 500', 'US 500'],
  ] as const)('knows %s as %s', ([typed, ticker]) => {
    expect(queryOf(`m1 ${typed} g1`).ticker).toBe(ticker);
  });

  test.for([
    ['100', { kind: 'blocks', count: 100 }],
    ['50b', { kind: 'blocks', count: 50 }],
    ['80 blocos', { kind: 'blocks', count: 80 }],
    ['24h', { kind: 'hours', count: 24 }],
    ['24 horas', { kind: 'hours', count: 24 }],
    ['7d', { kind: 'days', count: 7 }],
    ['7 días', { kind: 'days', count: 7 }],
    ['2026-11-01..2026-11-05', { kind: 'dates', fromMs: localDay(2026, 11, 1), toMs: localDay(2026, 11, 6) }],
    ['01/11..05/11', { kind: 'dates', fromMs: localDay(2026, 11, 1), toMs: localDay(2026, 11, 6) }],
    ['01/11/2026…05/11/2026', { kind: 'dates', fromMs: localDay(2026, 11, 1), toMs: localDay(2026, 11, 6) }],
    ['20/12..03/01', { kind: 'dates', fromMs: localDay(2025, 12, 20), toMs: localDay(2026, 1, 4) }],
    ['19/11..22/11', { kind: 'dates', fromMs: localDay(2026, 11, 19), toMs: localDay(2026, 11, 23) }],
    ['28/02/2024..01/03', { kind: 'dates', fromMs: localDay(2024, 2, 28), toMs: localDay(2024, 3, 2) }],
    ['19/11', { kind: 'dates', fromMs: localDay(2026, 11, 19), toMs: localDay(2026, 11, 20) }],
  ] as const)('reads the window %s', ([typed, window]) => {
    expect(queryOf(`EURUSD ${typed}`).window).toEqual(window);
  });

  test('counts local days where the clocks jump over midnight', () => {
    // UTC−3 until 2026-11-01 03:00 UTC, which is midnight there, then UTC−2: that day starts at one o'clock.
    const changeMs = Date.UTC(2026, 10, 1, 3);
    const utcOffsetMs = (atMs: number) => (atMs < changeMs ? -3 : -2) * HOUR_MS;
    const windowOf = (typed: string) => queryOf(`EURUSD ${typed}`, { utcOffsetMs }).window;
    const nextMs = Date.UTC(2026, 10, 2, 2);
    expect(windowOf('2026-11-01')).toEqual({ kind: 'dates', fromMs: changeMs, toMs: nextMs });
    expect(windowOf('2026-10-31')).toEqual({ kind: 'dates', fromMs: changeMs - 24 * HOUR_MS, toMs: changeMs });
  });

  test('counts local days where midnight comes twice', () => {
    // UTC−2 until 2026-11-01 02:00 UTC, then UTC−3: the last hour of October is lived twice.
    const changeMs = Date.UTC(2026, 10, 1, 2);
    const utcOffsetMs = (atMs: number) => (atMs < changeMs ? -2 : -3) * HOUR_MS;
    const { window } = queryOf('EURUSD 2026-10-31', { utcOffsetMs });
    expect(window).toEqual({ kind: 'dates', fromMs: Date.UTC(2026, 9, 31, 2), toMs: Date.UTC(2026, 10, 1, 3) });
  });

  test.for([
    ['mhi 2', 'MHI2_MIN'],
    ['torres gêmeas', 'TORRES_GEMEAS'],
    ['padrão 23', 'PADRAO_23'],
    ['mhi 3 + seven flip', 'CONFLUENCIA_MHI3_SEVEN_FLIP'],
    ['MINORIA(4,2)', 'MINORIA(4,2)'],
  ] as const)('knows the strategy "%s" in several words', ([typed, strategyId]) => {
    expect(queryOf(`EURUSD ${typed} 100 g1`)).toMatchObject({ strategyId, depth: 1, window: { count: 100 } });
  });

  test('takes a number alone for blocks, even where it is a nickname too', () => {
    expect(queryOf('EURUSD 23')).toMatchObject({ strategyId: 'MINORIA(5)', window: { count: 23 } });
  });

  test('reads a fixed hand as no gale', () => {
    for (const typed of ['mão fixa', 'mao-fixa', 'mano fija', 'g0']) expect(queryOf(`EURUSD ${typed}`).depth).toBe(0);
  });

  test('goes to the timeframe where the strategy is, if none was said', () => {
    expect(queryOf('EURUSD turn over')).toMatchObject({ timeframe: 'M15', strategyId: 'TURN_OVER' });
  });

  test('takes the usual strategy of a timeframe that has not got the last one', () => {
    expect(queryOf('EURUSD m5').strategyId).toBe('MINORIA_LAST5');
    expect(queryOf('EURUSD m15').strategyId).toBe('HORA_DO_EQUILIBRIO');
  });

  test('lets the last depth and window shrink to what is allowed now', () => {
    const defaults = { ...HOUSE.defaults, depth: 5, window: { kind: 'days', count: 90 } } as const;
    expect(queryOf('EURUSD c3', { defaults })).toMatchObject({ depth: 2, window: { kind: 'days', count: 30 } });
  });

  test('hands small words back unused', () => {
    expect(read('EURUSD nos últimos 100')).toMatchObject({
      ok: true,
      query: { ticker: 'EURUSD' },
      unused: ['nos', 'últimos'],
    });
  });
});

describe('a question that cannot be asked', () => {
  test.for([
    [
      'EURUSX',
      {
        code: 'unknown_asset',
        typed: 'EURUSX',
        nearest: ['EURUSD', 'EURUSD-OTC', 'EURJPY-op'],
        example: '/catalog EURUSD m1 minority g2 100',
      },
    ],
    ['xyz', { code: 'unknown_asset', nearest: [] }],
    ['🤡', { code: 'unknown_asset', typed: '🤡' }],
    ['دولار', { code: 'unknown_asset', typed: 'دولار' }],
    ["EURUSD'; --", { code: 'unknown_asset', typed: "EURUSD';" }],
    ['EURUSD minorty', { code: 'unknown_strategy', typed: 'minorty', example: '/catalog EURUSD m1 minority g2 100' }],
    [
      'EURUSD m1 five flip',
      { code: 'unknown_strategy', typed: 'five flip', timeframe: 'M1', example: '/catalog EURUSD m5 five_flip g2 100' },
    ],
    [
      'EURUSD m7',
      { code: 'bad_timeframe', typed: 'm7', allowed: TIMEFRAMES, example: '/catalog EURUSD m1 minority g2 100' },
    ],
    ['EURUSD h1', { code: 'bad_timeframe', typed: 'h1' }],
    ['EURUSD g50', { code: 'bad_depth', typed: 'g50', maxDepth: 9, example: '/catalog EURUSD m1 minority g9 100' }],
    ['EURUSD g-1', { code: 'bad_depth', typed: 'g-1' }],
    ['EURUSD impar g3', { code: 'bad_depth', maxDepth: 2, example: '/catalog EURUSD m1 impar g2 100' }],
    ['EURUSD impr g5', { code: 'unknown_strategy', typed: 'impr', example: '/catalog EURUSD m1 impar g2 100' }],
    [
      'EURUSD 0',
      { code: 'bad_window', typed: '0', maxBlocks: 5000, maxDays: 30, example: '/catalog EURUSD m1 minority g2 100' },
    ],
    ['EURUSD -1', { code: 'bad_window', typed: '-1' }],
    ['EURUSD 1e9', { code: 'bad_window', typed: '1e9' }],
    ['EURUSD 99999d', { code: 'bad_window', typed: '99999d' }],
    ['EURUSD 5001', { code: 'bad_window', typed: '5001' }],
    ['EURUSD 721h', { code: 'bad_window', typed: '721h' }],
    ['EURUSD 1.5h', { code: 'bad_window', typed: '1.5h' }],
    ['EURUSD ٥', { code: 'bad_window', typed: '٥' }],
    ['EURUSD NaN', { code: 'bad_window', typed: 'NaN' }],
    ['EURUSD 31/02..05/03', { code: 'bad_window' }],
    ['EURUSD 29-02-2025', { code: 'bad_window' }],
    ['EURUSD 2026-10-01..2026-11-15', { code: 'bad_window' }],
    ['EURUSD 2026-12-01..2026-12-02', { code: 'bad_window' }],
    ['EURUSD 0001-01-01..0001-01-02', { code: 'bad_window' }],
    ['EURUSD 9999-01-01..9999-01-02', { code: 'bad_window' }],
    [
      'EURUSD 2026-11-05..2026-11-01',
      { code: 'dates_reversed', example: '/catalog EURUSD m1 minority g2 2026-11-01..2026-11-05' },
    ],
    [
      'EURUSD 05/11..01/11',
      {
        code: 'dates_reversed',
        typed: '05/11..01/11',
        example: '/catalog EURUSD m1 minority g2 2026-11-01..2026-11-05',
      },
    ],
    ['EURUSD GBPUSD', { code: 'given_twice', typed: 'GBPUSD' }],
    ['EURUSD m1 m5', { code: 'given_twice', typed: 'm5' }],
    ['EURUSD mhi torres', { code: 'given_twice', typed: 'torres' }],
    ['EURUSD m1 mhi agora', { code: 'unknown_word', typed: 'agora', example: '/catalog EURUSD m1 mhi g2 100' }],
    ['', { code: 'no_asset', typed: '', example: '/catalog EURUSD-OTC m1 minority g2 100' }],
  ] as const)('%j is told so', ([text, problem]) => {
    expect(problemOf(text)).toMatchObject(problem);
  });

  test('is not repeated in full when it is four kilobytes long', () => {
    const problem = problemOf('🤡 x'.repeat(1000));
    expect(problem).toMatchObject({ code: 'too_long', maxLetters: 200 });
    expect([...problem.typed].length).toBe(40);
  });

  test('says the same thing twice without harm', () => {
    expect(queryOf('EURUSD eurusd g1 g1 m1 M1').depth).toBe(1);
  });

  test('always comes with an example that can be asked', () => {
    const words = fc.constantFrom(
      'EURUSD',
      'GBPUSD',
      'XYZ',
      'm1',
      'm5',
      'm7',
      'minority',
      'mhi',
      'c3',
      'five',
      'flip',
      'g1',
      'g3',
      'g50',
      '100',
      '0',
      '7d',
      '99999d',
      '05/11..01/11',
      'de',
      'agora',
      '🤡',
    );
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), (typed) => {
        const result = read(typed.join(' '));
        if (!result.ok) expect(read(result.problem.example.replace('/catalog ', ''))).toMatchObject({ ok: true });
      }),
      { numRuns: 500 },
    );
  });

  test('never throws, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => void read(text)),
      { numRuns: 500 },
    );
  });
});

describe('formatCatalogWords', () => {
  const rows = TIMEFRAMES.flatMap((timeframe) => strategiesOf(timeframe));
  const days = fc.tuple(fc.integer({ min: 1, max: 15 }), fc.integer({ min: 0, max: 4 }));
  const windows = fc.oneof(
    fc.record({ kind: fc.constant('blocks' as const), count: fc.integer({ min: 1, max: 5000 }) }),
    fc.record({ kind: fc.constant('hours' as const), count: fc.integer({ min: 1, max: 720 }) }),
    fc.record({ kind: fc.constant('days' as const), count: fc.integer({ min: 1, max: 30 }) }),
    days.map(([day, more]) => ({
      kind: 'dates' as const,
      fromMs: localDay(2026, 11, day),
      toMs: localDay(2026, 11, day + more + 1),
    })),
  );

  test('is read back as the same query, for every strategy, depth and window', () => {
    fc.assert(
      fc.property(
        fc.constantFrom(...rows),
        fc.nat({ max: MAX_DEPTH }),
        windows,
        fc.constantFrom(...TICKERS),
        (row, depth, window, ticker) => {
          const query = {
            ticker,
            timeframe: row.timeframe,
            strategyId: row.id,
            depth: Math.min(depth, maxDepth(row)),
            window,
          };
          expect(queryOf(formatCatalogWords(query, HOUSE))).toEqual(query);
        },
      ),
      { numRuns: 500 },
    );
  });

  test('writes the question as the owner does', () => {
    expect(formatCatalogWords(EURUSD_OTC, HOUSE)).toBe('EURUSD-OTC m1 minority g2 100');
  });
});
