import {
  type CatalogQuery,
  type Counts,
  type EpochMs,
  type ExpectedPerCycle,
  expectedPerCycle,
  galePlan,
  type PersonalLadder,
  personalLadder,
  type Rate,
  type Ratio,
  type Tally,
  type Verdict,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { type Figures, figures, shareOf } from './figures.ts';
import type { Line } from './fit.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { zoneName } from './time-zones.ts';

/** What was found, the same for whoever asks; plain data, so that it can be kept. */
export interface CatalogFigures {
  readonly query: CatalogQuery;
  /** Which definition of the strategy was counted. */
  readonly strategyVersion: number;
  readonly counts: Counts;
  /** How many runs of lost cycles there were of each length, shortest first. */
  readonly lossRuns: readonly (readonly [length: number, count: number])[];
  readonly coverage: { readonly present: number; readonly expected: number };
  /** First and last candle used, [fromMs, toMs). null: no candle at all. */
  readonly period: { readonly fromMs: EpochMs; readonly toMs: EpochMs } | null;
  /** The first candle there is, when the window reaches further back than that. */
  readonly historyFromMs: EpochMs | null;
  /** Of the asset when it was asked; null when the broker does not say. */
  readonly payoutRatio: Ratio | null;
  /** Dojis among the candles used. */
  readonly dojiRatio: Ratio;
}

/** Figures as one person is shown them, wherever that is. */
export interface CardFacts extends CatalogFigures {
  /** Under which name they can be worked out again. */
  readonly resultId: string;
  /** How the person stakes. */
  readonly ladder: PersonalLadder;
  /** Of the person, IANA. */
  readonly zone: string;
  readonly nowMs: EpochMs;
  /** The market of the asset was closed when it was asked; when it opens, where the broker says so. */
  readonly closed?: { readonly opensMs: EpochMs | null };
}

/** What was asked: asset, plan, window and period. */
export function askedLines(words: Words, { icon, facts }: { icon: string; facts: CardFacts }): Line[] {
  const { query, zone } = facts;
  const plan = `${depthName(words, query.depth)} · ${windowName(words, query.window, zone)}`;
  const name = escapeHtml(assetName(query.ticker));
  return [
    stays(`${icon} <b>${name}</b> · ${query.timeframe} · ${escapeHtml(strategyName(query))}`),
    stays(escapeHtml(plan)),
    ...(facts.period ? [spare(1, `🗓 ${escapeHtml(periodText(words, facts))}`)] : []),
    ...closedLines(words, facts),
  ];
}

/** The figures with all they must carry; what there is no room for goes by its rank. */
export function cardLines(words: Words, facts: CardFacts): Line[] {
  const { counts } = facts;
  const known = figures(facts);
  const isPlayed = counts.total > 0;
  return [
    ...(isPlayed
      ? known.cumulative.map((rate, level) => levelLine(words, { rate, level, depth: known.depth }))
      : [stays(words.html(facts.dojiRatio === 1 ? 'figures-all-doji' : 'figures-none'))]),
    ...(isPlayed ? lossLines(words, facts) : []),
    spare(1, `⚪ ${blocksText(words, counts)}`),
    ...(isPlayed ? [spare(3, words.html('figures-interval-note'))] : []),
    stays(''),
    stays(payoutText(words, { payoutRatio: facts.payoutRatio, figures: known })),
    stays(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
    stays(words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })),
    ...(known.verdict === 'unknown' ? [] : [spare(4, verdictNote(words, known.verdict))]),
    ...expectedLines(words, facts),
    stays(coverageText(words, facts)),
    stays(definitionText(words, facts)),
  ];
}

function stays(text: string): Line {
  return { text, spare: 0 };
}

function spare(rank: number, text: string): Line {
  return { text, spare: rank };
}

/** Until when there are candles matters where no new ones come. */
function closedLines(words: Words, { closed, period, zone, nowMs }: CardFacts): Line[] {
  if (closed === undefined || period === null) return [];
  const until = words.html('figures-closed', { until: words.moment({ atMs: period.toMs, zone, nowMs }) });
  if (closed.opensMs === null) return [stays(`🔒 ${until}`)];
  return [
    stays(`🔒 ${until} ${words.html('asset-opens', { at: words.moment({ atMs: closed.opensMs, zone, nowMs }) })}`),
  ];
}

/** The colours of the picture's legend; the words beside them say the same. */
const MARKS = ['🟢', '🔵', '🟡'];

/** `🟢 1ª entrada: 46 de 91 = 50,5% (40,4% a 60,6%)` */
export function levelText(words: Words, { level, rate }: { level: number; rate: Rate }): string {
  const text = words.html(level === 0 ? 'figures-first' : 'figures-up-to', {
    level,
    wins: words.number(rate.wins),
    n: words.number(rate.n),
    rate: words.percent(shareOf(rate)),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
  return `${MARKS[level] ?? '🟣'} ${text}`;
}

/** The first entry and the plan itself always stay; between them the deeper may go. */
function levelLine(words: Words, { rate, level, depth }: { rate: Rate; level: number; depth: number }): Line {
  const isKey = level === 0 || level === depth;
  return { text: levelText(words, { level, rate }), spare: isKey ? 0 : 2 };
}

export function lossLines(
  words: Words,
  { counts, lossRuns }: Pick<CatalogFigures, 'lossRuns'> & { counts: Pick<Counts, 'loss' | 'maxLossStreak'> },
): Line[] {
  const loss = words.number(counts.loss);
  const line = words.html('figures-loss', { loss, streak: counts.maxLossStreak });
  const runs =
    lossRuns.length > 0 ? [{ text: words.html('figures-runs', { runs: runsText(words, lossRuns) }), spare: 2 }] : [];
  return [{ text: `🔴 ${line}`, spare: 0 }, ...runs];
}

const SPELLED_RUNS = 6;

/** `8 de 1, 1 de 2`; of many lengths the shortest and the longest. */
function runsText(words: Words, runs: CatalogFigures['lossRuns']): string {
  const texts = runs.map(([length, count]) => words.say('figures-run', { length, count: words.number(count) }));
  if (texts.length <= SPELLED_RUNS) return texts.join(', ');
  return `${texts.slice(0, SPELLED_RUNS - 1).join(', ')} … ${texts.at(-1)}`;
}

/** How many blocks there were, and those without a bet and why. */
function blocksText(words: Words, counts: Counts): string {
  return [
    words.say('figures-doji', { cycles: counts.cycles, count: counts.doji }),
    counts.noSignal ? words.say('figures-no-signal', { count: counts.noSignal }) : '',
    counts.void ? words.say('figures-void', { count: counts.void }) : '',
  ]
    .filter(Boolean)
    .join(' · ');
}

/** Payout and the break-even it makes; plain text without signs to escape. */
export function payoutText(
  words: Words,
  facts: { payoutRatio: Ratio | null; figures: Pick<Figures, 'breakEvenRatio' | 'depth'> },
): string {
  const { breakEvenRatio, depth } = facts.figures;
  if (facts.payoutRatio === null) return words.say('figures-payout-unknown');
  if (breakEvenRatio === null) return words.say('figures-payout-zero');
  return words.say('figures-payout', {
    payout: words.shortPercent(facts.payoutRatio),
    plan: depthName(words, depth),
    rate: words.percent(breakEvenRatio),
  });
}

/** What the expected result of a cycle is made of. */
type Staked = Pick<CardFacts, 'payoutRatio' | 'ladder'> & { counts: Tally; query: { depth: number } };

/** What a cycle brings this person on average; null where nothing was played or no ladder can be built. */
export function expectedOf({ counts, payoutRatio, ladder, query }: Staked): ExpectedPerCycle | null {
  const stakes = personalLadder(ladder, { payoutRatio, depth: query.depth });
  return stakes && expectedPerCycle({ counts, ladder: stakes });
}

export function expectedLines(words: Words, facts: Staked): Line[] {
  const { ladder, query } = facts;
  const expected = expectedOf(facts);
  return expected === null ? [] : [expectedLine(words, { expected, ladder, depth: query.depth })];
}

export function expectedLine(
  words: Words,
  { expected, ladder, depth }: { expected: ExpectedPerCycle; ladder: PersonalLadder; depth: number },
): Line {
  const args = {
    stake: money(words, ladder.firstStakeCents),
    mean: money(words, expected.meanCents),
    low: money(words, expected.lowCents),
    high: money(words, expected.highCents),
  };
  const text =
    depth === 0
      ? words.html('figures-expected', args)
      : words.html('figures-expected-gales', { ...args, gales: galesText(words, ladder) });
  return { text: `💰 ${text}`, spare: 0 };
}

export function galesText(words: Words, ladder: PersonalLadder): string {
  const plan = galePlan(ladder);
  switch (plan.kind) {
    case 'target':
      return words.say('gales-target');
    case 'recover':
      return words.say('gales-recover');
    case 'multiplier':
      return words.say('gales-multiplier', { factor: words.number(plan.multiplier) });
  }
}

/** Whole cents in reais; a mean that rounds to nothing is no minus nothing. */
export function money(words: Words, cents: number): string {
  return words.money({ amountCents: Math.round(cents) + 0, currency: 'BRL' });
}

export function verdictText(words: Words, verdict: Verdict): string {
  switch (verdict) {
    case 'above':
      return words.say('verdict-above');
    case 'luck':
      return words.say('verdict-luck');
    case 'below':
      return words.say('verdict-below');
    case 'unknown':
      return words.say('verdict-unknown');
  }
}

export function verdictNote(words: Words, verdict: Exclude<Verdict, 'unknown'>): string {
  switch (verdict) {
    case 'above':
      return words.html('verdict-above-note');
    case 'luck':
      return words.html('verdict-luck-note');
    case 'below':
      return words.html('verdict-below-note');
  }
}

/** The strategy with its version, and the name of the result. */
function definitionText(words: Words, { query, strategyVersion, resultId }: CardFacts): string {
  return words.html('figures-definition', {
    id: query.strategyId.slice(0, 40),
    version: strategyVersion,
    result: resultId,
  });
}

export function coverageText(words: Words, { coverage }: Pick<CatalogFigures, 'coverage'>): string {
  return words.say('figures-coverage', {
    present: words.number(coverage.present),
    expected: words.number(coverage.expected),
  });
}

/** `20/11 09:00 – 20/11 17:20 (Brasília)`; the day is not said twice. */
export function periodText(
  words: Words,
  { period, zone, nowMs }: Pick<CardFacts, 'period' | 'zone' | 'nowMs'>,
): string {
  if (!period) return '';
  const { fromMs, toMs } = period;
  const isOneDay = words.day({ atMs: fromMs, zone }) === words.day({ atMs: toMs, zone });
  const from = words.moment({ atMs: fromMs, zone, nowMs });
  const to = isOneDay ? words.clock({ atMs: toMs, zone }) : words.moment({ atMs: toMs, zone, nowMs });
  return `${from} – ${to} (${zoneName(words, zone)})`;
}
