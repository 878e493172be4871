import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  AppError,
  evenRates,
  expectedPerCycle,
  fanPicture,
  formatStakesWords,
  ladder,
  parseStakesWords,
  type StakesQuery,
  stakeSheet,
  stakesFan,
  tallyUpTo,
} from '#engine/index.ts';
import { SAMPLE_STAKES, SAMPLE_TALLY, sampleFan } from '#test/support/sample-fan.ts';

const QUERY = SAMPLE_STAKES;

describe('a sheet of stakes', () => {
  test('has the stakes, the worst loss and the break-even of the worked example', () => {
    const sheet = stakeSheet({ ...QUERY, plan: { kind: 'target' }, firstStakeCents: 1_000, depth: 3 }, null);
    expect(sheet.stakesCents).toEqual([1_000, 2_149, 4_620, 9_930]);
    expect(sheet.worstLossCents).toBe(17_699);
    expect((100 * sheet.breakEvenRatio).toFixed(2)).toBe('95.31');
    expect((100 * sheet.lossRatio).toFixed(2)).toBe('6.25');
    expect(sheet.atLow).toBeNull();
  });

  test('without enough gales in the sample takes a coin', () => {
    const coin = stakeSheet(QUERY, null);
    expect(stakeSheet({ ...QUERY, depth: 3 }, SAMPLE_TALLY).rate.n).toBe(0);
    expect(stakeSheet(QUERY, { ...SAMPLE_TALLY, win: [0, 0, 0], loss: 0, total: 0 })).toEqual(coin);
    expect(coin.atRate.ends.map(({ chance }) => chance)).toEqual([0.5, 0.25, 0.125, 0.125]);
  });

  test('with fewer gales counts what they would have won as lost', () => {
    expect(tallyUpTo(SAMPLE_TALLY, 0)).toMatchObject({ win: [46], loss: 45, total: 91 });
    const { rate, lossRatio } = stakeSheet({ ...QUERY, depth: 0 }, SAMPLE_TALLY);
    expect([rate.wins, rate.n]).toEqual([46, 91]);
    expect(lossRatio).toBeCloseTo(45 / 91, 12);
  });

  test('expects of a cycle what the honest card expects, at the rate and at the low end', () => {
    const sheet = stakeSheet(QUERY, SAMPLE_TALLY);
    const { plan, firstStakeCents, payoutRatio, depth } = QUERY;
    if (plan.kind === 'soros') throw new Error('not a ladder');
    const card = expectedPerCycle({
      counts: SAMPLE_TALLY,
      ladder: ladder({ plan, firstStakeCents, payoutRatio, depth }),
    });
    expect(sheet.atRate.expectedCents).toBeCloseTo(card!.meanCents, 9);
    expect(sheet.atLow!.expectedCents).toBeCloseTo(card!.lowCents, 9);
  });

  test('has the stakes and gains of the worked Soros, and costs the first stake only', () => {
    const query: StakesQuery = { ...QUERY, plan: { kind: 'soros', level: 2 }, depth: 0, firstStakeCents: 10_000 };
    const sheet = stakeSheet(query, null);
    expect(sheet.stakesCents).toEqual([10_000, 18_700, 34_969]);
    expect(sheet.worstLossCents).toBe(10_000);
    expect((100 * sheet.breakEvenRatio).toFixed(2)).toBe('53.48');
    expect(sheet.atRate.ends).toEqual([
      { chance: 0.125, netCents: 55_392 },
      { chance: 0.875, netCents: -10_000 },
    ]);
  });

  test('of Soros and of a ladder alike brings nothing at the break-even of single entries', () => {
    for (const plan of [{ kind: 'soros', level: 2 }, { kind: 'target' }] as const) {
      const depth = plan.kind === 'soros' ? 0 : 2;
      const query: StakesQuery = { ...QUERY, plan, depth, payoutRatio: 1, firstStakeCents: 100_000 };
      expect(stakeSheet(query, null).atRate.expectedCents).toBeCloseTo(0, 6);
    }
    expect(evenRates({ winChance: 0.5, depth: 2 }).loss).toBe(0.125);
  });

  test.for([
    [4_020, null],
    [4_019, { level: 2, lackCents: 1 }],
    [1_600, { level: 2, lackCents: 2_420 }],
    [1_599, { level: 1, lackCents: 1 }],
    [1, { level: 0, lackCents: 499 }],
  ] as const)('with %i cents breaks where it cannot pay', ([bankrollCents, breaksAt]) => {
    expect(stakeSheet({ ...QUERY, bankrollCents }, null).breaksAt).toEqual(breaksAt);
  });

  test('of a sample that only lost still has an outlook', () => {
    const lost = { ...SAMPLE_TALLY, win: [0, 0, 0], loss: 91 };
    const { atRate, atLow } = stakeSheet(QUERY, lost);
    expect(atRate.expectedCents).toBe(-4_020);
    expect(atRate.breakRatio).toBe(1);
    expect(atLow?.expectedCents).toBe(-4_020);
  });

  test('stays finite over everything that can be asked', () => {
    fc.assert(
      fc.property(queries, fc.boolean(), (query, isCounted) => {
        const sheet = stakeSheet(query, isCounted ? SAMPLE_TALLY : null);
        const { atRate, worstLossCents, breakEvenRatio } = sheet;
        for (const figure of [atRate.expectedCents, atRate.breakRatio, worstLossCents, breakEvenRatio]) {
          expect(Number.isFinite(figure)).toBe(true);
        }
        expect(atRate.breakRatio).toBeGreaterThanOrEqual(0);
        expect(atRate.breakRatio).toBeLessThanOrEqual(1);
        expect(sheet.breaksAt === null).toBe(worstLossCents <= query.bankrollCents);
      }),
    );
  });

  test('of a payout of nothing is refused', () => {
    expect(() => stakeSheet({ ...QUERY, payoutRatio: 0 }, null)).toThrow(AppError);
  });
});

const queries: fc.Arbitrary<StakesQuery> = fc
  .record({
    bankrollCents: fc.integer({ min: 1, max: 1_000_000_000 }),
    firstStakeCents: fc.integer({ min: 1, max: 1_000_000_000 }),
    plan: fc.oneof(
      fc.record({
        kind: fc.constant('multiplier' as const),
        multiplier: fc.integer({ min: 100, max: 1_000 }).map((hundredths) => hundredths / 100),
      }),
      fc.constantFrom({ kind: 'target' as const }, { kind: 'recover' as const }),
      fc.record({ kind: fc.constant('soros' as const), level: fc.integer({ min: 1, max: 9 }) }),
    ),
    depth: fc.integer({ min: 0, max: 9 }),
    payoutRatio: fc.integer({ min: 10, max: 2_000 }).map((thousandths) => thousandths / 1_000),
  })
  .map((query) => (query.plan.kind === 'soros' ? { ...query, depth: 0 } : query));

describe('words of stakes', () => {
  test('that we write are read back', () => {
    fc.assert(
      fc.property(queries, (query) => {
        expect(parseStakesWords({ text: formatStakesWords(query), defaults: QUERY })).toEqual({ ok: true, query });
      }),
    );
  });

  test.for([
    ['1000', { bankrollCents: 100_000 }],
    ['1.000', { bankrollCents: 100_000 }],
    ['1,000', { bankrollCents: 100_000 }],
    ['1.000,50', { bankrollCents: 100_050 }],
    ['1,000.50', { bankrollCents: 100_050 }],
    ['R$ 1.000,5 R$2,50', { bankrollCents: 100_050, firstStakeCents: 250 }],
    ['$20 0,01', { bankrollCents: 2_000, firstStakeCents: 1 }],
    ['10.000.000,00', { bankrollCents: 1_000_000_000 }],
    ['X2,2', { plan: { kind: 'multiplier', multiplier: 2.2 } }],
    ['2.25x', { plan: { kind: 'multiplier', multiplier: 2.25 } }],
    ['alvo', { plan: { kind: 'target' } }],
    ['recuperar G0', { plan: { kind: 'recover' }, depth: 0 }],
    ['soros', { plan: { kind: 'soros', level: 1 }, depth: 0 }],
    ['92,5%', { payoutRatio: 0.925 }],
    ['', {}],
  ] as const)('"%s" are understood', ([text, change]) => {
    expect(parseStakesWords({ text, defaults: QUERY })).toEqual({ ok: true, query: { ...QUERY, ...change } });
  });

  test.for([
    ['0', 'amount'],
    ['0,001', 'amount'],
    ['10000000,01', 'amount'],
    ['1.00.000', 'amount'],
    ['1.000.50', 'amount'],
    ['-1', 'amount'],
    ['1e308', 'amount'],
    ['x0,5', 'multiplier'],
    ['x', 'unknown-word'],
    ['1.000,000', 'amount'],
    ['xNaN', 'multiplier'],
    ['g-1', 'depth'],
    ['g10', 'depth'],
    ['soros10', 'soros-level'],
    ['soros 2 g1', 'soros-gales'],
    ['%', 'payout'],
    ['100,55%', 'payout'],
    ['g1 g2', 'given-twice'],
    ['alvo x2', 'given-twice'],
    ['80% 90%', 'given-twice'],
    ['Infinity', 'unknown-word'],
    ['constructor', 'unknown-word'],
    ['__proto__', 'unknown-word'],
    ['9'.repeat(101), 'too-long'],
  ] as const)('"%s" are refused as %s, with an example that works', ([text, code]) => {
    const refused = parseStakesWords({ text, defaults: QUERY });
    if (refused.ok) throw new Error('was understood');
    expect(refused.problem.code).toBe(code);
    expect(parseStakesWords({ text: refused.problem.example, defaults: QUERY }).ok).toBe(true);
  });

  test('whatever is typed, the answer is one of the two', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 120 }), (text) => {
        const parsed = parseStakesWords({ text, defaults: QUERY });
        if (parsed.ok) stakeSheet(parsed.query, null);
        else expect(parseStakesWords({ text: parsed.problem.example, defaults: QUERY }).ok).toBe(true);
      }),
    );
  });
});

describe('the picture of a fan', () => {
  test('has every line within its axis and the ends of the axis labelled by amounts', () => {
    const { bankroll, drawdown, across } = sampleFan();
    for (const { lines, ticks } of [bankroll, drawdown]) {
      for (const at of lines.flat()) expect(at).toBeGreaterThanOrEqual(0);
      for (const at of lines.flat()) expect(at).toBeLessThanOrEqual(1);
      expect(ticks.length).toBeGreaterThanOrEqual(2);
    }
    expect(bankroll.lines.map((line) => line[0])).toEqual(bankroll.lines.map(() => bankroll.startAt));
    expect(across.map(({ label }) => label)).toEqual(['0', '100', '200', '300']);
    expect(drawdown.ticks.length).toBeLessThanOrEqual(7);
  });

  test('of paths that all stand still has an axis all the same', () => {
    const query = { ...QUERY, bankrollCents: 1 };
    const fan = stakesFan(query, stakeSheet(query, null));
    const words = { ...sampleFan(), bankroll: 'b', drawdown: 'd', amount: String };
    expect(fanPicture({ fan, words }).bankroll.startAt).toBeCloseTo(0.5, 2);
  });
});
