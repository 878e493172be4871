import type { EpochMs, Rate } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { type CatalogFigures, coverageText, payoutText, periodText, verdictText } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import type { Line } from './fit.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';

/** Figures, and whose clock they are told by. */
export type SummaryFacts = CatalogFigures & { readonly zone: string; readonly nowMs: EpochMs };

/** What was asked: asset, plan, window and period. */
export function askedLines(words: Words, { icon, facts }: { icon: string; facts: SummaryFacts }): Line[] {
  const { query, zone } = facts;
  const plan = `${depthName(words, query.depth)} · ${windowName(words, query.window, zone)}`;
  return [
    keep(
      `${icon} <b>${escapeHtml(assetName(query.ticker))}</b> · ${query.timeframe} · ${escapeHtml(strategyName(query))}`,
    ),
    keep(escapeHtml(plan)),
    ...(facts.period ? [{ text: `🗓 ${escapeHtml(periodText(words, facts))}`, spare: 1 }] : []),
  ];
}

/** The rates of a catalog with all they must carry, in few lines: entry first, then the whole plan. */
export function rateLines(words: Words, facts: SummaryFacts): Line[] {
  const { query, counts } = facts;
  const known = figures(facts);
  const first = known.cumulative[0] ?? known.rate;
  const line = (level: number, rate: Rate) =>
    keep(
      words.html(level === 0 ? 'figures-first' : 'figures-up-to', {
        level,
        wins: words.number(rate.wins),
        n: words.number(rate.n),
        rate: words.percent(shareOf(rate)),
        low: words.percent(rate.low),
        high: words.percent(rate.high),
      }),
    );
  if (counts.total === 0) return [keep(words.html('figures-none')), keep(coverageText(words, facts))];
  return [
    line(0, first),
    ...(query.depth > 0 ? [line(query.depth, known.rate)] : []),
    keep(payoutText(words, { payoutRatio: facts.payoutRatio, figures: known })),
    keep(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
    keep(words.html('figures-verdict', { verdict: verdictText(words, known.verdict) })),
    keep(coverageText(words, facts)),
    {
      text: words.html('summary-definition', { id: query.strategyId.slice(0, 40), version: facts.strategyVersion }),
      spare: 1,
    },
  ];
}

function keep(text: string): Line {
  return { text, spare: 0 };
}
