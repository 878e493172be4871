import type { CatalogPictureWords, Rate } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { coverageText, expectedOf, money, payoutText, periodText, verdictText } from './card.ts';
import type { CatalogFacts } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import { assetName, depthName, strategyName } from './query-line.ts';
import { zoneOffsetMs } from './time-zones.ts';

/** What stands in the picture of a catalog: the same figures as its caption, in fewer words. */
export function catalogPictureWords(words: Words, facts: CatalogFacts): CatalogPictureWords {
  const { query, counts, zone, nowMs } = facts;
  const known = figures(facts);
  const { rate } = known;
  const first = known.cumulative[0] ?? rate;
  return {
    title: assetName(query.ticker),
    subtitle: `${strategyName(query)} · ${query.timeframe} · ${depthName(words, query.depth)}`,
    period: periodText(words, facts),
    payout: payoutText(words, { payoutRatio: facts.payoutRatio, figures: known }),
    rate: rateText(words, { rate, first, depth: query.depth }),
    sample: sampleText(words, { rate, first, depth: query.depth }),
    verdict: verdictLine(words, facts),
    shown: ({ shown, total }) => words.say('picture-shown', { shown, total: words.number(total) }),
    whole: words.say('picture-whole', { total: words.number(counts.cycles), streak: counts.maxLossStreak }),
    empty: words.say('picture-empty'),
    legend: {
      wins: counts.win.map((_, level) =>
        level === 0 ? words.say('legend-first') : words.say('legend-gale', { level }),
      ),
      loss: words.say('legend-loss'),
      canceled: words.say('legend-doji'),
      noSignal: words.say('legend-no-signal'),
      void: words.say('legend-void'),
      pending: words.say('legend-pending'),
    },
    coverage: `${coverageText(words, facts)} · ${query.strategyId} v${facts.strategyVersion} · #${facts.resultId}`,
    risk: words.say('risk-line'),
    decimalMark: words.language === 'en' ? '.' : ',',
    dateOrder: words.language === 'en' ? 'month-day' : 'day-month',
    utcOffsetMs: zoneOffsetMs(zone, facts.period?.toMs ?? nowMs),
  };
}

interface Rates {
  readonly first: Rate;
  readonly rate: Rate;
  readonly depth: number;
}

/** `1ª 50,5% · G2 89,0%`: what the entry alone did comes first. */
function rateText(words: Words, { first, rate, depth }: Rates): string {
  if (rate.n === 0) return '–';
  const plan = words.percent(shareOf(rate));
  if (depth === 0) return plan;
  return words.say('picture-rates', { first: words.percent(shareOf(first)), depth, rate: plan });
}

function sampleText(words: Words, { first, rate, depth }: Rates): string {
  const range = { n: words.number(rate.n), low: words.percent(rate.low), high: words.percent(rate.high) };
  if (depth === 0) return words.say('picture-sample', range);
  const [firstLow, firstHigh] = [words.percent(first.low), words.percent(first.high)];
  return words.say('picture-samples', { ...range, firstLow, firstHigh, depth });
}

function verdictLine(words: Words, facts: CatalogFacts): string {
  const known = figures(facts);
  const expected = expectedOf(facts);
  const line = words.say('picture-verdict', {
    verdict: verdictText(words, known.verdict),
    coin: words.percent(known.coinRatio),
  });
  return expected === null
    ? line
    : `${line} · ${words.say('picture-expected', { mean: money(words, expected.meanCents) })}`;
}
