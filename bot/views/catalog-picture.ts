import type { CatalogPictureWords } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { ALONE, type CatalogFacts, coverageText, payoutText, periodText, verdictText } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import { assetName, depthName, strategyName } from './query-line.ts';
import { zoneOffsetMs } from './time-zones.ts';

/** What stands in the picture of a catalog: the same figures as its caption, in fewer words. */
export function catalogPictureWords(words: Words, facts: CatalogFacts): CatalogPictureWords {
  const { query, counts, zone, nowMs } = facts;
  const known = figures(facts, ALONE);
  const { rate } = known;
  return {
    title: assetName(query.ticker),
    subtitle: `${strategyName(query)} · ${query.timeframe} · ${depthName(words, query.depth)}`,
    period: periodText(words, facts),
    payout: payoutText(words, { payoutRatio: facts.payoutRatio, figures: known }),
    rate: rate.n === 0 ? '–' : words.percent(shareOf(rate)),
    sample: words.say('picture-sample', {
      wins: words.number(rate.wins),
      n: words.number(rate.n),
      low: words.percent(rate.low),
      high: words.percent(rate.high),
    }),
    verdict: words.say('picture-verdict', {
      verdict: verdictText(words, known.verdict),
      coin: words.percent(known.coinRatio),
    }),
    shown: ({ shown, total }) => words.say('picture-shown', { shown, total: words.number(total) }),
    whole: words.say('picture-whole', { total: words.number(counts.cycles) }),
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
    coverage: coverageText(words, facts),
    risk: words.say('risk-line'),
    decimalMark: words.language === 'en' ? '.' : ',',
    dateOrder: words.language === 'en' ? 'month-day' : 'day-month',
    utcOffsetMs: zoneOffsetMs(zone, facts.period?.toMs ?? nowMs),
  };
}
