import { describe, expect, test } from 'vitest';
import {
  AppError,
  CANCELED,
  cycleCode,
  DEFAULT_READING,
  type EvaluateOptions,
  evaluate,
  findStrategy,
  GREEN,
  MINUTE_MS,
  PENDING,
  RED,
  type Timeframe,
} from '#engine/index.ts';
import { BLOCK_START_MS, columnsOf } from '#test/support/colours.ts';

interface Asked extends Partial<Omit<EvaluateOptions, 'strategy'>> {
  readonly colours: string;
  readonly name?: string;
  readonly timeframe?: Timeframe;
  readonly startMs?: number;
}

function catalogOf({ colours, name = 'MHI1_MIN', timeframe = 'M1', startMs = BLOCK_START_MS, ...options }: Asked) {
  const strategy = findStrategy({ timeframe, name })!;
  const columns = columnsOf(colours, { timeframe, startMs });
  return evaluate(columns, { strategy, depth: 2, reading: DEFAULT_READING, ...options });
}

function codesOf(asked: Asked): string {
  return catalogOf(asked)
    .cycles.map(({ result }) => cycleCode(result))
    .join(' ');
}

/** Worked by hand in the definitions the table was made from. */
const WORKED = {
  'GGGGG RRRRR GGGGG RRRRR GGGGG': {
    MHI1_MIN: 'W W W W',
    MHI2_MIN: 'W W W W',
    TORRES_GEMEAS: 'W W W W',
    PADRAO_23: 'W W W W W',
    MILHAO_MAJ: 'H H H H',
  },
  'GRGRG RGRGR GRGRG RGRGR GRGRG': {
    MHI1_MIN: 'W W W W',
    MHI2_MIN: 'G1 G1 G1 G1',
    TORRES_GEMEAS: 'W W W W',
    PADRAO_23: 'G1 G1 G1 G1 G1',
    MILHAO_MAJ: 'G1 G1 G1 G1',
  },
  'RRGGD GGRRG RDGRG GGGGD RRRGG': {
    MHI1_MIN: 'D G2 H D',
    MHI2_MIN: 'D G1 H D',
    TORRES_GEMEAS: 'H W H H',
    PADRAO_23: 'W W G2 W W',
    MILHAO_MAJ: 'D G2 D D',
  },
};

describe('the worked examples', () => {
  for (const [colours, codesByName] of Object.entries(WORKED)) {
    test.for(Object.entries(codesByName))(`${colours}: %s gives %s`, ([name, codes]) => {
      expect(codesOf({ colours, name })).toBe(codes);
    });
  }
});

describe('a cycle', () => {
  test('that lacks a candle it reads or bets on is counted nowhere', () => {
    const colours = 'GGRGG RRGRG GR_GG RRGGR GRGRG';
    expect(codesOf({ colours: 'GGRGG RRGRG GRRGG RRGGR GRGRG' })).toBe('W G1 W G1');
    expect(codesOf({ colours })).toBe('W G1');
    const { counts } = catalogOf({ colours });
    expect(counts).toMatchObject({ cycles: 2, win: [1, 1, 0], loss: 0, total: 2 });
  });

  test('is complete only with the candle of its deepest gale, even if it won before', () => {
    expect(codesOf({ colours: 'GGRGG RR', depth: 1 })).toBe('W');
    expect(codesOf({ colours: 'GGRGG RR', depth: 2 })).toBe('');
  });

  test('may start before the first candle, as long as nothing it reads does', () => {
    const startMs = BLOCK_START_MS + 2 * MINUTE_MS;
    expect(codesOf({ colours: 'RGG RRR', startMs })).toBe('W');
    expect(codesOf({ colours: 'RGG RRR', startMs, name: 'MINORIA(5)' })).toBe('');
  });

  test('says when and which way it entered', () => {
    const { cycles } = catalogOf({ colours: 'GGRGG RRGRG DGRGG RRRGG' });
    const minutes = (count: number) => BLOCK_START_MS + count * MINUTE_MS;
    expect(cycles.map(({ blockMs, entryMs, direction }) => [blockMs, entryMs, direction])).toEqual([
      [minutes(0), minutes(5), RED],
      [minutes(5), minutes(10), RED],
      [minutes(10), minutes(15), RED],
    ]);
    expect(catalogOf({ colours: 'GGRDG RRRRR' }).cycles[0]).toMatchObject({ result: CANCELED, direction: 0 });
    expect(catalogOf({ colours: 'RRRGR GGG' }).cycles[0]).toMatchObject({ direction: GREEN });
  });
});

describe('minority, the strategy of the predecessor', () => {
  test.for([
    ['the colour of fewer candles wins at the first entry', 'GGGRR RGG', 'W'],
    ['then with one gale', 'GGGRR GRG', 'G1'],
    ['then with two', 'GGGRR GGR', 'G2'],
    ['then it is lost', 'GGGRR GGG', 'H'],
    ['a doji where a bet stands is a miss', 'GGGRR DRG', 'G1'],
    ['five of one colour are bet against', 'GGGGG RGG', 'W'],
    ['any doji in the block voids it', 'GGDRR RRR', 'D'],
    ['a doji in the first candle too', 'DGGRR RRR', 'D'],
  ] as const)('%s', ([_, colours, code]) => {
    expect(codesOf({ colours, name: 'minority' })).toBe(code);
  });
});

describe('a window of blocks', () => {
  const colours = 'GGRGG RRGRG RRRGG RRRGG GGRGG GGGGG GG';

  test('holds the latest complete cycles', () => {
    const all = codesOf({ colours }).split(' ');
    expect(all).toHaveLength(5);
    for (const lastBlocks of [1, 2, 5, 100]) {
      expect(codesOf({ colours, lastBlocks }).split(' ')).toEqual(all.slice(-lastBlocks));
    }
  });

  test('counts only what it holds', () => {
    expect(catalogOf({ colours, lastBlocks: 2 }).counts.cycles).toBe(2);
  });
});

describe('a range', () => {
  test('makes every candle outside it not exist', () => {
    const colours = 'GGRGG RRGRG RRRGG RRRGG GGRGG GGGGG GG';
    const range = { fromMs: BLOCK_START_MS + 5 * MINUTE_MS, toMs: BLOCK_START_MS + 18 * MINUTE_MS };
    const inside = catalogOf({ colours: 'RRGRG RRRGG RRR', startMs: range.fromMs });
    expect(catalogOf({ colours, range }).cycles).toEqual(inside.cycles);
    expect(inside.cycles).toHaveLength(2);
  });

  test('sets what the coverage is measured against', () => {
    const range = { fromMs: BLOCK_START_MS - 10 * MINUTE_MS, toMs: BLOCK_START_MS + 10 * MINUTE_MS };
    expect(catalogOf({ colours: 'GGRGG RR_RG', range }).coverage).toEqual({ present: 9, expected: 20 });
  });
});

describe('coverage without a range', () => {
  test('goes from the first candle used to the last', () => {
    // From the read at minute 2 to the second gale at minute 7.
    expect(catalogOf({ colours: 'GGRGG RRGGR GR' }).coverage).toEqual({ present: 6, expected: 6 });
    // From minute 2 to minute 22, three candles in between are missing.
    expect(catalogOf({ colours: 'GGRGG RRG_R GRG__ GRGGG GGG' }).coverage).toEqual({ present: 18, expected: 21 });
  });
});

describe('a live view', () => {
  const live = true;

  test('shows the newest block as pending while its levels have yet to close, and never counts it', () => {
    const { cycles, counts } = catalogOf({ colours: 'GGRGG RRRGG G', live });
    expect(cycles.map(({ result }) => cycleCode(result))).toEqual(['W', '…']);
    expect(cycles.at(-1)).toMatchObject({ result: PENDING, direction: RED });
    expect(counts.cycles).toBe(1);
  });

  test('shows it as soon as the last candle read has closed', () => {
    expect(codesOf({ colours: 'GGRGG', live })).toBe('…');
    expect(codesOf({ colours: 'GGRG', live })).toBe('');
    expect(codesOf({ colours: 'GGRGG', live: false })).toBe('');
  });

  test('shows nothing where no bet will follow', () => {
    expect(codesOf({ colours: 'GGRDG', live })).toBe('');
  });

  test('does not wait for a candle of the past that never came', () => {
    expect(codesOf({ colours: 'GGRGG R_R', live })).toBe('');
    expect(codesOf({ colours: 'GGRGG _R', live })).toBe('');
  });

  test('shows one pending block more than the window of blocks', () => {
    expect(codesOf({ colours: 'GGRGG RRRGG RRRGG R', live, lastBlocks: 1 })).toMatch(/^\S+ …$/);
  });
});

describe('what cannot be', () => {
  test('is a strategy on candles of another timeframe', () => {
    const strategy = findStrategy({ timeframe: 'M5', name: 'GABA' })!;
    const columns = columnsOf('GRGRG');
    expect(() => evaluate(columns, { strategy, depth: 2, reading: DEFAULT_READING })).toThrow(AppError);
  });

  test('is a depth the strategy is not defined for', () => {
    expect(() => catalogOf({ colours: 'GRGRG', name: 'PADRAO_IMPAR', depth: 3 })).toThrow(/no depth "3"/);
    expect(() => catalogOf({ colours: 'GRGRG', depth: 10 })).toThrow(AppError);
    expect(() => catalogOf({ colours: 'GRGRG', depth: -1 })).toThrow(AppError);
    expect(() => catalogOf({ colours: 'GRGRG', depth: 1.5 })).toThrow(AppError);
  });

  test('nothing is made of no candles at all', () => {
    const { counts, cycles, coverage } = catalogOf({ colours: '', live: true });
    expect([counts.cycles, cycles.length, coverage]).toEqual([0, 0, { present: 0, expected: 0 }]);
  });
});

describe('streaks', () => {
  test('are broken by results only, not by cycles without one', () => {
    // minority of 2,3,4: lost, void, lost, won.
    const { counts, cycles } = catalogOf({ colours: 'GGGGR GGGDR GGGGR GGGGR RGG' });
    expect(cycles.map(({ result }) => cycleCode(result))).toEqual(['H', 'D', 'H', 'W']);
    expect(counts).toMatchObject({ maxLossStreak: 2, maxWinStreak: 1 });
  });
});
