import type { CatalogQuery, Counts, EpochMs, RankingPictureWords, RankingRow } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { verdictText } from './catalog.ts';
import { type FigureFacts, type Figures, figures, shareOf } from './figures.ts';
import { fittingMessage, type Line } from './fit.ts';
import { type Button, CAPTION_LIMIT, type Message, message, pairs } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';

/** One asset of the list. */
export interface TopRow extends FigureFacts {
  readonly ticker: string;
}

export interface TopFacts {
  /** What was asked of every asset; a row's ticker makes it one question. */
  readonly question: Omit<CatalogQuery, 'ticker'>;
  /** Best first, in the order they were ranked. Only the first five are shown. */
  readonly rows: readonly TopRow[];
  /** Assets that were looked at, and how many there were: fewer when the person stopped it. */
  readonly done: number;
  readonly total: number;
  /** Looked at but left out, because there were no candles to judge them by. */
  readonly withoutCandles: number;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

const MOST_ROWS = 5;
const MEDALS = ['🥇', '🥈', '🥉', '4️⃣', '5️⃣'];

/** Five assets with their figures; fits under a picture. One button an asset opens its own catalog. */
export function topResult(words: Words, facts: TopFacts): Message {
  const { question } = facts;
  const rows = facts.rows.slice(0, MOST_ROWS);
  if (rows.length === 0) return topNothing(words);
  const stays = (text: string): Line => ({ text, spare: 0 });
  const opens = rows.map(
    ({ ticker }): Button => ({ text: assetName(ticker), data: { verb: 'run', query: { ...question, ticker } } }),
  );
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: [
      stays(`🏆 <b>${words.html('top-title')}</b> · ${question.timeframe} · ${escapeHtml(strategyName(question))}`),
      stays(escapeHtml(`${depthName(words, question.depth)} · ${windowName(words, question.window, facts.zone)}`)),
      ...(facts.done < facts.total ? [stays(words.html('top-partial', { done: facts.done, total: facts.total }))] : []),
      stays(''),
      ...rows.flatMap((row, at) => rowLines(words, { row, tried: facts.done, medal: MEDALS[at] ?? '' })),
      stays(''),
      stays(words.html('top-tried', { done: facts.done })),
      ...(facts.withoutCandles > 0
        ? [{ text: words.html('top-without-candles', { count: facts.withoutCandles }), spare: 1 }]
        : []),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [...pairs(opens), [{ text: words.say('button-refresh'), data: { verb: 'top' } }]],
  });
}

/** Nothing is open, or nothing had candles. */
export function topNothing(words: Words): Message {
  return message(
    [`🏆 <b>${words.html('top-title')}</b>`, words.html('top-nothing')],
    [[{ text: words.say('button-try-again'), data: { verb: 'top' } }]],
  );
}

/** Stopped before the first asset was done. */
export function topCanceledEmpty(words: Words): Message {
  return message(
    [`✋ <b>${words.html('top-title')}</b>`, words.html('work-canceled')],
    [[{ text: words.say('button-try-again'), data: { verb: 'top' } }]],
  );
}

/** Words of the picture and of each of its rows. */
export function topPictureWords(words: Words, facts: TopFacts): { words: RankingPictureWords; rows: RankingRow[] } {
  const { question } = facts;
  return {
    words: {
      title: `${words.say('top-title')} · ${strategyName(question)}`,
      subtitle: [
        question.timeframe,
        depthName(words, question.depth),
        windowName(words, question.window, facts.zone),
      ].join(' · '),
      period: words.moment({ atMs: facts.nowMs, zone: facts.zone }),
      tried: words.say('top-tried', { done: facts.done }),
      first: words.say('legend-first'),
      gales: words.say('legend-gales'),
      interval: words.say('legend-interval'),
      breakEven: words.say('legend-break-even'),
      empty: words.say('top-nothing'),
      risk: words.say('risk-line'),
    },
    rows: facts.rows.slice(0, MOST_ROWS).map((row) => pictureRow(words, { row, tried: facts.done })),
  };
}

function pictureRow(words: Words, { row, tried }: { row: TopRow; tried: number }): RankingRow {
  const known = figures(row, { tried });
  const { rate, breakEvenRatio } = known;
  return {
    name: assetName(row.ticker),
    counts: row.counts,
    rate: rate.n === 0 ? '–' : words.percent(shareOf(rate)),
    detail: `${sampleText(words, known)} · ${countsText(row.counts)}`,
    mark: verdictText(words, known.verdict),
    interval: { low: rate.low, high: rate.high },
    ...(breakEvenRatio === null ? {} : { breakEven: breakEvenRatio }),
  };
}

function rowLines(words: Words, { row, tried, medal }: { row: TopRow; tried: number; medal: string }): Line[] {
  const known = figures(row, { tried });
  const { rate } = known;
  const range = words.html('top-range', {
    n: words.number(rate.n),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
  return [
    {
      text: `${medal} <b>${escapeHtml(assetName(row.ticker))}</b> · <b>${words.percent(shareOf(rate))}</b> ${range}`,
      spare: 0,
    },
    {
      text: `${countsText(row.counts)} · ${breakEvenText(words, known)} · ${verdictText(words, known.verdict)}`,
      spare: 2,
    },
  ];
}

const SPELLED_LEVELS = 3;

/** `W 46 · G1 22 · G2 13 · H 10`, for five rows on a phone: the gales after the second are one sum, `G3–G5 4`. */
function countsText({ win, loss }: Counts): string {
  const spelled = win.slice(0, SPELLED_LEVELS).map((won, level) => `${level === 0 ? 'W' : `G${level}`} ${won}`);
  const deeper = win.slice(SPELLED_LEVELS);
  const sum = deeper.reduce((total, won) => total + won, 0);
  const last = win.length - 1;
  const deep = last === SPELLED_LEVELS ? `G${last} ${sum}` : `G${SPELLED_LEVELS}–G${last} ${sum}`;
  return [...spelled, ...(deeper.length > 0 ? [deep] : []), `H ${loss}`].join(' · ');
}

function sampleText(words: Words, { rate }: Figures): string {
  return words.say('top-sample', { wins: words.number(rate.wins), n: words.number(rate.n) });
}

function breakEvenText(words: Words, { breakEvenRatio }: Figures): string {
  return breakEvenRatio === null
    ? words.say('top-payout-unknown')
    : words.say('top-break-even', { rate: words.percent(breakEvenRatio) });
}
