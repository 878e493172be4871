import {
  type CatalogQuery,
  type EpochMs,
  expectedPerStake,
  type RankingPictureWords,
  type RankingRow,
  type Tally,
  type TopQuestion,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { verdictText } from './catalog.ts';
import { type FigureFacts, type Figures, figures, shareOf } from './figures.ts';
import { clip, fittingMessage, type Line, visibleLength } from './fit.ts';
import { type Button, CAPTION_LIMIT, type Message, message, pairs } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { filterNames, topStrategyName } from './top-filters.ts';

/** One strategy on one asset. */
export interface TopRow extends FigureFacts {
  readonly ticker: string;
  readonly strategyId: string;
  /** After correction for everything that was computed. */
  readonly beats: boolean;
}

export interface TopFacts {
  readonly question: TopQuestion;
  /** Best first. Only the first five are shown. */
  readonly rows: readonly TopRow[];
  /** Combinations of asset and strategy that were computed, and how many of them stand out. */
  readonly tried: number;
  readonly passed: number;
  /** Combinations left out because too many of their candles are missing. */
  readonly sparse: number;
  /** Assets that were looked at, and how many there were: fewer when the person stopped it. */
  readonly done: number;
  readonly total: number;
  /** Looked at but left out, because there were no candles to judge them by. */
  readonly withoutCandles: number;
  /** Candles that open before this are in it. */
  readonly candlesUntilMs: EpochMs;
  readonly zone: string;
}

export const MOST_TOP_ROWS = 5;
const MEDALS = ['🥇', '🥈', '🥉', '4️⃣', '5️⃣'];

/** Five rows with their figures; fits under a picture. One button a row opens its own catalog. */
export function topResult(words: Words, facts: TopFacts): Message {
  const { question } = facts;
  const rows = facts.rows.slice(0, MOST_TOP_ROWS);
  if (rows.length === 0) return topNothing(words, facts);
  const linesWith = (detail: Detail) =>
    captionLines(
      words,
      facts,
      rows.map((row) => rowText(words, { row, question, detail })),
    );
  // What there is no room for goes from every row: the picture has the counts, each row's own catalog has it all.
  const [whole, worth, bare] = [linesWith('counts'), linesWith('worth'), linesWith('bare')];
  const lines = lengthOf(whole) <= CAPTION_LIMIT ? whole : worth;
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: lengthOf(worth.filter(({ spare }) => spare === 0)) <= CAPTION_LIMIT ? lines : bare,
    keyboard: [
      ...pairs(rows.map((row) => opens(row, question))),
      [otherOrder(words, question)],
      [{ text: words.say('button-refresh'), data: { verb: 'top', question } }, filtersButton(words, question)],
    ],
  });
}

function lengthOf(lines: readonly Line[]): number {
  return visibleLength(lines.map(({ text }) => text).join('\n'));
}

function captionLines(words: Words, facts: TopFacts, rows: readonly string[]): Line[] {
  const { question, done, total } = facts;
  const stays = (text: string): Line => ({ text, spare: 0 });
  return [
    stays(
      `🏆 <b>${words.html('top-title')}</b> · ${question.timeframe} · ${escapeHtml(topStrategyName(words, question))}`,
    ),
    stays(escapeHtml(subtitle(words, facts))),
    ...(done < total ? [stays(words.html('top-partial', { done, total }))] : []),
    stays(''),
    ...rows.map((text, at) => stays(`${MEDALS[at] ?? ''} ${text}`)),
    stays(''),
    stays(`${triedText(words, facts)} ${untilText(words, facts)}`),
    { text: orderText(words, question), spare: 2 },
    ...leftOutLines(words, facts),
    stays(`<i>${words.html('risk-line')}</i>`),
  ];
}

/** Nothing is open, nothing had candles, or nothing passed the filters. */
export function topNothing(words: Words, facts: Pick<TopFacts, 'question' | 'tried'>): Message {
  const { question, tried } = facts;
  return message(
    [`🏆 <b>${words.html('top-title')}</b>`, words.html(tried > 0 ? 'top-nothing-left' : 'top-nothing')],
    [[{ text: words.say('button-try-again'), data: { verb: 'top', question } }, filtersButton(words, question)]],
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
      title: `${words.say('top-title')} · ${topStrategyName(words, question)}`,
      subtitle: [question.timeframe, subtitle(words, facts)].join(' · '),
      period: untilText(words, facts),
      tried: triedText(words, facts),
      first: words.say('legend-first'),
      gales: words.say('legend-gales'),
      interval: words.say('legend-interval'),
      breakEven: words.say('legend-break-even'),
      empty: words.say('top-nothing'),
      risk: words.say('risk-line'),
    },
    rows: facts.rows.slice(0, MOST_TOP_ROWS).map((row) => pictureRow(words, { row, question })),
  };
}

function pictureRow(words: Words, { row, question }: { row: TopRow; question: TopQuestion }): RankingRow {
  const known = figures(row);
  const { rate, breakEvenRatio } = known;
  return {
    name: rowName(row, question),
    counts: row.counts,
    rate: rate.n === 0 ? '–' : words.percent(shareOf(rate)),
    detail: `${sampleText(words, known)} · ${countsText(row.counts)}`,
    mark: verdictText(words, known.verdict),
    interval: { low: rate.low, high: rate.high },
    ...(breakEvenRatio === null ? {} : { breakEven: breakEvenRatio }),
  };
}

/** How much is said of each row. */
type Detail = 'counts' | 'worth' | 'bare';

/** One row: the first entry's rate before the plan's, then what it is worth. */
function rowText(words: Words, of: { row: TopRow; question: TopQuestion; detail: Detail }): string {
  const { row, question, detail } = of;
  const known = figures(row);
  const { rate, cumulative, depth } = known;
  const first = words.html('top-first', { rate: words.percent(shareOf(cumulative[0] ?? rate)) });
  const range = words.html('top-range', {
    n: words.number(rate.n),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
  const name = `<b>${escapeHtml(rowName(row, question))}</b>`;
  const worth = detail === 'bare' ? [] : perCycle(words, row);
  return [
    [name, ...(depth > 0 && detail !== 'bare' ? [first] : []), `<b>${words.percent(shareOf(rate))}</b> ${range}`].join(
      ' · ',
    ),
    [verdictText(words, known.verdict), breakEvenText(words, known), ...worth].join(' · '),
    ...(detail === 'counts' ? [countsText(row.counts)] : []),
  ].join('\n');
}

/** What a cycle brings, as shares of the first stake: what the order is made of. */
function perCycle(words: Words, row: TopRow): string[] {
  const expected = expectedPerStake(row);
  if (expected === null) return [];
  const [low, high] = [words.signedPercent(expected.lowRatio), words.signedPercent(expected.highRatio)];
  return [words.say('top-per-cycle', { low, high })];
}

/** With every strategy in one list, each row says its own. */
function rowName({ ticker, strategyId }: TopRow, { timeframe, strategyId: asked }: TopQuestion): string {
  const asset = assetName(ticker);
  return asked === null ? `${clip(asset, 16)} ${clip(strategyName({ timeframe, strategyId }), 20)}` : asset;
}

function opens(row: TopRow, { timeframe, depth, window, ...asked }: TopQuestion): Button {
  const { ticker, strategyId } = row;
  const query: CatalogQuery = { ticker, timeframe, strategyId, depth, window };
  return { text: clip(rowName(row, { timeframe, depth, window, ...asked }), 40), data: { verb: 'run', query } };
}

function otherOrder(words: Words, question: TopQuestion): Button {
  return question.order === 'honest'
    ? {
        text: words.say('button-order-predecessor'),
        data: { verb: 'top', question: { ...question, order: 'predecessor' } },
      }
    : { text: words.say('button-order-honest'), data: { verb: 'top', question: { ...question, order: 'honest' } } };
}

function filtersButton(words: Words, question: TopQuestion): Button {
  return { text: words.say('button-filters'), data: { verb: 'topMenu', screen: 'home', question } };
}

function subtitle(words: Words, { question, zone }: Pick<TopFacts, 'question' | 'zone'>): string {
  const plan = [depthName(words, question.depth), windowName(words, question.window, zone)];
  return [...plan, ...filterNames(words, question)].join(' · ');
}

function triedText(words: Words, { tried, passed }: TopFacts): string {
  return words.say('top-tried', { tried: words.number(tried), passed });
}

function untilText(words: Words, { candlesUntilMs, zone }: TopFacts): string {
  return words.say('top-until', { until: words.moment({ atMs: candlesUntilMs, zone }) });
}

function orderText(words: Words, { order }: TopQuestion): string {
  return words.html(order === 'honest' ? 'top-order-honest' : 'top-order-predecessor');
}

function leftOutLines(words: Words, { withoutCandles, sparse }: TopFacts): Line[] {
  return [
    ...(withoutCandles > 0 ? [{ text: words.html('top-without-candles', { count: withoutCandles }), spare: 1 }] : []),
    ...(sparse > 0 ? [{ text: words.html('top-sparse', { count: sparse }), spare: 1 }] : []),
  ];
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

function sampleText(words: Words, { rate }: Figures): string {
  return words.say('top-sample', { wins: words.number(rate.wins), n: words.number(rate.n) });
}

function breakEvenText(words: Words, { breakEvenRatio }: Figures): string {
  return breakEvenRatio === null
    ? words.say('top-payout-unknown')
    : words.say('top-break-even', { rate: words.percent(breakEvenRatio) });
}
