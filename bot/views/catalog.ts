import type { CatalogQuery, Counts, EpochMs, Rate, Ratio } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { type Figures, figures, shareOf, type Verdict } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { topButton } from './link.ts';
import { CAPTION_LIMIT, type Message } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { zoneName } from './time-zones.ts';

/** All that a result says, plain data: it can be kept and told again in another language. */
export interface CatalogFacts {
  readonly query: CatalogQuery;
  /** Which definition of the strategy was counted. */
  readonly strategyVersion: number;
  readonly counts: Counts;
  readonly coverage: { readonly present: number; readonly expected: number };
  /** First and last candle used, [fromMs, toMs). null: no candle at all. */
  readonly period: { readonly fromMs: EpochMs; readonly toMs: EpochMs } | null;
  /** Of the asset now; null when the broker does not say. */
  readonly payoutRatio: Ratio | null;
  /** Dojis among the candles used. */
  readonly dojiRatio: Ratio;
  /** Of the person, IANA. */
  readonly zone: string;
  readonly nowMs: EpochMs;
  /** When it was computed, for an answer kept from before; absent for a fresh one. */
  readonly storedMs?: EpochMs;
}

/** The caption under the picture: every figure of the picture in words, at most 1024 characters. */
export function catalogResult(words: Words, facts: CatalogFacts): Message {
  const { query } = facts;
  return fittingMessage({
    lines: captionLines(words, facts),
    limit: CAPTION_LIMIT,
    keyboard: [
      [
        { text: words.say('button-refresh'), data: { verb: 'run', query } },
        { text: words.say('button-change'), data: { verb: 'menu', screen: 'home', query } },
      ],
      [topButton(words)],
    ],
  });
}

/** A question of one's own is one try, not the best of many. */
export const ALONE = { tried: 1 } as const;

const STAYS = 0;

function captionLines(words: Words, facts: CatalogFacts): Line[] {
  const { query, counts, coverage } = facts;
  const known = figures(facts, ALONE);
  const stays = (text: string): Line => ({ text, spare: STAYS });
  const spare = (rank: number, text: string): Line => ({ text, spare: rank });
  const blank = stays('');
  return [
    stays(`📊 <b>${escapeHtml(assetName(query.ticker))}</b> · ${query.timeframe} · ${escapeHtml(strategyName(query))}`),
    stays(`${depthName(words, query.depth)} · ${escapeHtml(windowName(words, query.window, facts.zone))}`),
    ...(facts.period ? [spare(1, `🗓 ${escapeHtml(periodText(words, facts))}`)] : []),
    ...(facts.storedMs === undefined ? [] : [stays(`🕰 ${words.html('stored-age', ageArgs(words, facts))}`)]),
    blank,
    ...(counts.total === 0
      ? [stays(words.html('figures-none'))]
      : known.cumulative.map((rate, level) => levelLine(words, { rate, level, depth: query.depth }))),
    ...(counts.total === 0 ? [] : [stays(lossLine(words, counts))]),
    stays(`⚪ ${blocksText(words, counts)}`),
    ...(counts.total === 0 ? [] : [spare(3, words.html('figures-interval-note'))]),
    blank,
    stays(payoutText(words, { payoutRatio: facts.payoutRatio, figures: known })),
    stays(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
    stays(words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })),
    stays(coverageText(words, { coverage })),
    stays(words.html('figures-definition', { id: query.strategyId.slice(0, 40), version: facts.strategyVersion })),
    blank,
    stays(`<i>${words.html('risk-line')}</i>`),
  ];
}

/** The colours of the picture's legend; the words beside them say the same. */
const MARKS = ['🟢', '🔵', '🟡'];

function levelLine(words: Words, { rate, level, depth }: { rate: Rate; level: number; depth: number }): Line {
  const text = words.html(level === 0 ? 'figures-first' : 'figures-up-to', {
    level,
    wins: words.number(rate.wins),
    n: words.number(rate.n),
    rate: words.percent(shareOf(rate)),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
  // The first entry and the plan itself always stay; between them the deeper may go.
  const isKey = level === 0 || level === depth;
  return { text: `${MARKS[level] ?? '🟣'} ${text}`, spare: isKey ? STAYS : 2 };
}

function lossLine(words: Words, counts: Counts): string {
  return `🔴 ${words.html('figures-loss', { loss: words.number(counts.loss), streak: counts.maxLossStreak })}`;
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
export function payoutText(words: Words, facts: { payoutRatio: Ratio | null; figures: Figures }): string {
  const { breakEvenRatio, depth } = facts.figures;
  if (facts.payoutRatio === null || breakEvenRatio === null) return words.say('figures-payout-unknown');
  return words.say('figures-payout', {
    payout: words.shortPercent(facts.payoutRatio),
    plan: depthName(words, depth),
    rate: words.percent(breakEvenRatio),
  });
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

export function coverageText(words: Words, { coverage }: { coverage: CatalogFacts['coverage'] }): string {
  return words.say('figures-coverage', {
    present: words.number(coverage.present),
    expected: words.number(coverage.expected),
  });
}

/** `20/11 09:00 – 20/11 17:20 (Brasília)`; the day is not said twice. */
export function periodText(words: Words, { period, zone, nowMs }: CatalogFacts): string {
  if (!period) return '';
  const { fromMs, toMs } = period;
  const isOneDay = words.day({ atMs: fromMs, zone }) === words.day({ atMs: toMs, zone });
  const from = words.moment({ atMs: fromMs, zone, nowMs });
  const to = isOneDay ? words.clock({ atMs: toMs, zone }) : words.moment({ atMs: toMs, zone, nowMs });
  return `${from} – ${to} (${zoneName(words, zone)})`;
}

function ageArgs(words: Words, { storedMs, nowMs }: CatalogFacts): { age: string } {
  return { age: words.age(nowMs - (storedMs ?? nowMs)) };
}
