import type { Words } from '#bot/i18n/index.ts';
import { stakesMenu } from '#bot/menus/stakes-menu.ts';
import { checkAsk, checkGone, checkRefusal, checkResult } from '#bot/views/check.ts';
import type { AskedLine, CheckFacts, ProblemLine } from '#bot/views/check-facts.ts';
import { type Message, message } from '#bot/views/message.ts';
import { progress } from '#bot/views/progress.ts';
import { stakesProblem, stakesResult, stakesWarning } from '#bot/views/stakes.ts';
import {
  type CatalogQuery,
  GREEN,
  INCOMPLETE,
  LOSS,
  MAX_LIST_LINES,
  PENDING,
  rateOf,
  type StakesQuery,
  stakeSheet,
  stakesFan,
  type Tally,
} from '#engine/index.ts';
import { SAMPLE_STAKES, SAMPLE_TALLY } from '#test/support/sample-fan.ts';

const NOW_MS = Date.UTC(2026, 10, 20, 15, 0);
const ZONE = 'America/Noronha';

/** From the plain plan to the widest figures. */
const PLANS: Record<string, StakesQuery> = {
  plain: SAMPLE_STAKES,
  rich: { ...SAMPLE_STAKES, bankrollCents: 1_000_000_000, firstStakeCents: 99_999_999, plan: { kind: 'recover' } },
  breaks: { ...SAMPLE_STAKES, bankrollCents: 1_600 },
  'breaks at once': { ...SAMPLE_STAKES, bankrollCents: 1 },
  soros: { ...SAMPLE_STAKES, plan: { kind: 'soros', level: 9 }, depth: 0 },
  single: { ...SAMPLE_STAKES, depth: 0 },
};

const SAMPLE_OF = { coverage: { present: 123_456, expected: 123_457 }, resultId: 'K7Q2M4XA' };
const WIDE_TALLY: Tally = { ...SAMPLE_TALLY, win: [1_111_111, 1_111_111, 1_111_111], loss: 111_111, total: 3_444_444 };

/** What stands under the picture of a fan. */
export function stakesCaptions(words: Words, ticker: string): { name: string; message: Message }[] {
  const asked: CatalogQuery = {
    ticker,
    timeframe: 'M1',
    strategyId: 'MINORIA(5)',
    depth: 2,
    window: { kind: 'blocks', count: 100 },
  };
  return Object.entries(PLANS).flatMap(([name, query]) =>
    [null, SAMPLE_TALLY, WIDE_TALLY].map((counts) => {
      const sheet = stakeSheet(query, counts);
      const fan = sheet.breaksAt === null ? stakesFan(query, sheet) : null;
      const sample = counts && { query: asked, ...SAMPLE_OF, counts };
      return { name: `stakes ${name}`, message: stakesResult(words, { query, sample, sheet, fan }) };
    }),
  );
}

export function toolMessages(
  words: Words,
  { name, ticker }: { name: string; ticker: string },
): Record<string, Message> {
  const ladder = { kind: 'multiplier', multiplier: 2.2, firstStakeCents: 500 } as const;
  const warned = { depth: 2, payoutRatio: 0.87, ladder, sample: { ...SAMPLE_OF, counts: SAMPLE_TALLY } };
  const problem = { typed: name, example: '500 5 x2.2 g2 87%' };
  const codes = ['too-long', 'unknown-word', 'given-twice', 'amount', 'multiplier', 'depth', 'payout'] as const;
  const stakes = SAMPLE_STAKES;
  const at = { requestId: 'r1', zone: ZONE };
  const shown: Record<string, Message> = {
    'stakes.warning': message([stakesWarning(words, warned)]),
    'stakes.warning coin': message([stakesWarning(words, { ...warned, payoutRatio: null, sample: null })]),
    'stakes.progress': progress(words, { ...at, work: { kind: 'stakes', stakes }, stage: { kind: 'drawing' } }),
    'check.ask': checkAsk(words, { zone: ZONE }),
    'check.gone': checkGone(words),
    'check.progress': progress(words, {
      ...at,
      work: { kind: 'check' },
      stage: { kind: 'signals', done: 7, total: 100 },
    }),
    'check.refusal': checkRefusal(words, { lines: problemLines(name) }),
  };
  for (const [plan, query] of Object.entries(PLANS)) shown[`stakes.menu ${plan}`] = stakesMenu(words, query);
  for (const code of [...codes, 'soros-level', 'soros-gales'] as const) {
    shown[`stakes.problem ${code}`] = stakesProblem(words, { ...problem, code });
  }
  for (const page of [0, 1, 99]) {
    shown[`check.result ${page}`] = checkResult(words, checkFactsOf(ticker), page);
    shown[`check.problems ${page}`] = checkResult(
      words,
      { ...checkFactsOf(ticker), lines: problemLines(name), results: [] },
      page,
    );
  }
  shown['check.stored'] = checkResult(words, {
    ...checkFactsOf(ticker),
    storedMs: NOW_MS - 9e9,
    recheck: { kind: 'figures', rate: rateOf({ wins: 3_333_333, n: 3_444_444 }) },
  });
  shown['check.nothing'] = checkResult(words, {
    ...checkFactsOf(ticker),
    tally: { ...SAMPLE_TALLY, win: [0, 0, 0], loss: 0, total: 0 },
    byPayout: [],
  });
  return shown;
}

/** A hundred signals of every ending, played as deep as can be. */
export function checkFactsOf(ticker: string): CheckFacts {
  const endings = [0, 1, 9, LOSS, INCOMPLETE, PENDING];
  const signal = { ticker, timeframe: 'M15', entryMs: NOW_MS - 9e10, direction: GREEN, gales: null } as const;
  const places = Array.from({ length: MAX_LIST_LINES }, (_, place) => place);
  const tally = { ...SAMPLE_TALLY, win: Array.from({ length: 10 }, () => 10), loss: 10, total: 110 };
  return {
    requestId: 'rzzzzzzz',
    resultId: 'K7Q2M4XA',
    lines: places.map((place) => ({ kind: 'signal', number: place + 1, signal })),
    results: places.map((place) => endings[place % endings.length] ?? 0),
    leftOut: 9_999,
    depth: 9,
    dojiApart: false,
    tally,
    byPayout: [{ payoutRatio: 0.87, counts: tally }],
    lossRuns: [1, 2, 3, 4, 5, 6, 7, 9].map((length) => [length, 11]),
    dojiRatio: 0.123,
    ladder: { kind: 'recover', firstStakeCents: 1_000 },
    zone: ZONE,
    nowMs: NOW_MS,
  };
}

function problemLines(text: string): AskedLine[] {
  const problems: ProblemLine['problem'][] = [
    ...(['time', 'date', 'ticker', 'direction', 'timeframe', 'off-grid', 'twice', 'too-old', 'too-far'] as const),
    'asset',
  ];
  return Array.from({ length: MAX_LIST_LINES }, (_, place) => {
    const problem = problems[place % problems.length] ?? 'asset';
    const near = place % 20 === 9 ? {} : { near: 'EURUSD (OTC)' };
    const line = { kind: 'problem', number: place + 1, text, problem } as const;
    if (problem === 'too-old') return { ...line, keptDays: 60 };
    return problem === 'asset' ? { ...line, asset: text, ...near } : line;
  });
}
