import type { RankingPictureWords, RankingRow, Tally, TopQuestion } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { verdictText } from './card.ts';
import { type Figures, figures, shareOf } from './figures.ts';
import { coinText, coveredText, rowName, topPlan, triedText, untilText } from './top.ts';
import type { TopFacts, TopRow } from './top-facts.ts';
import { topStrategyName } from './top-filters.ts';

/** Words of the picture and of each of its rows. */
export function topPictureWords(
  words: Words,
  { title, facts }: { title: string; facts: TopFacts },
): { words: RankingPictureWords; rows: RankingRow[] } {
  const { question, rows } = facts;
  return {
    words: {
      title: `${title} · ${topStrategyName(words, question)}`,
      subtitle: [question.timeframe, topPlan(words, facts)].join(' · '),
      period: `${untilText(words, facts)} ${coinText(words, facts)} #${facts.resultId}`,
      tried: `${triedText(words, facts)} ${coveredText(words, facts)}`,
      first: words.say('legend-first'),
      gales: words.say('legend-gales'),
      interval: words.say('legend-interval'),
      breakEven: words.say('legend-break-even'),
      empty: words.say('top-nothing'),
      risk: words.say('risk-line'),
    },
    rows: rows.map((row) => pictureRow(words, { row, question })),
  };
}

function pictureRow(words: Words, { row, question }: { row: TopRow; question: TopQuestion }): RankingRow {
  const known = figures(row);
  const { rate, breakEvenRatio } = known;
  return {
    name: rowName(row, question),
    counts: row.counts,
    rate: rate.n === 0 ? '–' : words.percent(shareOf(rate)),
    detail: [...firstText(words, known), sampleText(words, known), countsText(row.counts)].join(' · '),
    mark: verdictText(words, known.verdict),
    interval: { low: rate.low, high: rate.high },
    ...(breakEvenRatio === null ? {} : { breakEven: breakEvenRatio }),
  };
}

/** What the entry alone did comes first; without gales it is the rate itself. */
function firstText(words: Words, { cumulative, depth }: Figures): string[] {
  const [first] = cumulative;
  if (depth === 0 || first === undefined) return [];
  const shown = { rate: words.percent(shareOf(first)), low: words.percent(first.low), high: words.percent(first.high) };
  return [words.say('top-first', { rate: words.say('top-rate-only', shown) })];
}

function sampleText(words: Words, { rate }: Figures): string {
  return words.say('top-sample', { wins: words.number(rate.wins), n: words.number(rate.n) });
}

const SPELLED_LEVELS = 3;

/** `W 46 · G1 22 · G2 13 · H 10`, for five rows on a phone: the gales after the second are one sum, `G3–G5 4`. */
function countsText({ win, loss }: Tally): string {
  const spelled = win.slice(0, SPELLED_LEVELS).map((won, level) => `${level === 0 ? 'W' : `G${level}`} ${won}`);
  const deeper = win.slice(SPELLED_LEVELS);
  const sum = deeper.reduce((total, won) => total + won, 0);
  const last = win.length - 1;
  const deep = last === SPELLED_LEVELS ? `G${last} ${sum}` : `G${SPELLED_LEVELS}–G${last} ${sum}`;
  return [...spelled, ...(deeper.length > 0 ? [deep] : []), `H ${loss}`].join(' · ');
}
