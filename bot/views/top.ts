import {
  type CatalogQuery,
  isDefaultLadder,
  type PersonalLadder,
  type Rate,
  type Ratio,
  type TopQuestion,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { expectedOf, galesText, money, verdictText } from './card.ts';
import { type Figures, figures, shareOf } from './figures.ts';
import { clip, fittingMessage, type Line, visibleLength } from './fit.ts';
import { type Button, CAPTION_LIMIT, type Message, message, pairs, TEXT_LIMIT } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { recheckText, storedText } from './recheck.ts';
import type { TopFacts, TopRow } from './top-facts.ts';
import { filterNames, topStrategyName } from './top-filters.ts';

export const MEDALS = ['🥇', '🥈', '🥉', '4️⃣', '5️⃣'];

/** Five rows with their figures; fits under a picture. One button a row opens its own catalog. */
export function topResult(words: Words, facts: TopFacts): Message {
  const { question, rows } = facts;
  if (rows.length === 0) return topNothing(words, facts);
  return fittingMessage({
    // Without its picture it is a message of its own.
    limit: facts.recheck === undefined || facts.recheck.kind === 'same' ? CAPTION_LIMIT : TEXT_LIMIT,
    lines: captionLines(words, {
      icon: '🏆',
      title: words.html('top-title'),
      facts,
      order: orderText(words, question),
    }),
    keyboard: [
      ...rowButtons(words, facts),
      [otherOrder(words, question)],
      [{ text: words.say('button-refresh'), data: { verb: 'top', question } }, filtersButton(words, question)],
    ],
  });
}

interface Caption {
  readonly icon: string;
  readonly title: string;
  readonly facts: TopFacts;
  /** How the rows were put in order, or what else there is to say of them. */
  readonly order: string;
}

/** A list under its picture; what there is no room for stands in the details, a tap away. */
export function captionLines(words: Words, caption: Caption): Line[] {
  const [whole = [], ...shorter] = DETAILS.map((detail) => linesOf(words, caption, detail));
  return [whole, ...shorter].find((lines) => neededOf(lines) <= CAPTION_LIMIT) ?? shorter.at(-1) ?? whole;
}

/** Each row opens its own catalog; all of them with all their figures stand behind one more. */
export function rowButtons(words: Words, { rows, question, resultId }: TopFacts): Button[][] {
  return [
    ...pairs(rows.map((row) => opens(row, question))),
    [{ text: words.say('button-details'), data: { verb: 'details', resultId } }],
  ];
}

/** How much is said, the most first; short clips names, tight also leaves to the picture which filters are on. */
const DETAILS = ['samples', 'worth', 'short', 'bare', 'tight'] as const;
type Detail = (typeof DETAILS)[number];

/** Length with all that may go left out. */
function neededOf(lines: readonly Line[]): number {
  const needed = lines.filter(({ spare }) => spare === 0);
  return visibleLength(needed.map(({ text }) => text).join('\n'));
}

function linesOf(words: Words, { icon, title, facts, order }: Caption, detail: Detail): Line[] {
  const { question, rows, done, total } = facts;
  const stays = (text: string): Line => ({ text, spare: 0 });
  // Next to whether it checks, when and how it was made matters less.
  const lessNow = facts.recheck === undefined ? 0 : 4;
  return [
    stays(`${icon} <b>${title}</b> · ${question.timeframe} · ${escapeHtml(topStrategyName(words, question))}`),
    stays(escapeHtml(detail === 'tight' ? planText(words, facts) : topPlan(words, facts))),
    ...(done < total ? [{ text: words.html('top-partial', { done, total }), spare: lessNow }] : []),
    ...(facts.ageMs === undefined ? [] : [{ text: storedText(words, facts.ageMs), spare: lessNow }]),
    ...(facts.recheck === undefined ? [] : [stays(recheckText(words, facts.recheck))]),
    stays(''),
    ...rows.map((row, at) => stays(`${MEDALS[at] ?? ''} ${rowText(words, { row, facts, detail })}`)),
    stays(''),
    ...(saysWorth(detail) ? [stays(ladderText(words, facts))] : []),
    stays(`${triedText(words, facts)} ${untilText(words, facts)}`),
    stays(`${coinText(words, facts)} ${coveredText(words, facts)} <code>#${facts.resultId}</code>`),
    // Counted again are the rows: what was tried beside them then is not there any more.
    ...(facts.recheck === undefined
      ? []
      : [{ text: words.html('recheck-list-tried'), spare: detail === 'tight' ? 1 : 0 }]),
    ...(facts.sparse.count === 0
      ? []
      : [{ text: sparseText(words, facts), spare: detail === 'samples' || detail === 'worth' ? 0 : 1 }]),
    { text: order, spare: 2 },
    ...(facts.withoutCandles > 0
      ? [{ text: words.html('top-without-candles', { count: facts.withoutCandles }), spare: 3 }]
      : []),
    stays(`<i>${words.html('risk-line')}</i>`),
  ];
}

/** Nothing is open, nothing had candles enough, or nothing passed the filters. */
export function topNothing(words: Words, facts: Pick<TopFacts, 'question' | 'tried' | 'sparse'>): Message {
  const { question, tried, sparse } = facts;
  const why =
    sparse.count > 0
      ? [words.html('top-only-sparse'), sparseText(words, facts)]
      : [words.html(tried > 0 ? 'top-nothing-left' : 'top-nothing')];
  return message(
    [`🏆 <b>${words.html('top-title')}</b>`, ...why],
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

/** The rate of the first entry, the rate of the plan, and what they are worth, a line each. */
function rowText(words: Words, of: { row: TopRow; facts: TopFacts; detail: Detail }): string {
  const { row, facts, detail } = of;
  const { question, ladder } = facts;
  const known = figures(row);
  const { rate, cumulative, depth } = known;
  const isShort = detail === 'short' || detail === 'tight';
  const name = `<b>${escapeHtml(isShort ? clip(rowName(row, question), 22) : rowName(row, question))}</b>`;
  const first = rateText(words, { rate: cumulative[0] ?? rate, isSampled: detail === 'samples' || depth === 0 });
  const worth = saysWorth(detail) ? [perCycle(words, { row, ladder })].filter((text) => text !== null) : [];
  return [
    `${name} · ${words.html('top-first', { rate: first })}`,
    ...(depth === 0
      ? []
      : [`${isShort ? `G${depth}` : depthName(words, depth)} ${rateText(words, { rate, isSampled: true })}`]),
    [verdictText(words, known.verdict), breakEvenText(words, known), ...worth].join(' · '),
  ].join('\n');
}

/** `89,0% de 91 (80,9% a 93,9%)` */
function rateText(words: Words, { rate, isSampled }: { rate: Rate; isSampled: boolean }): string {
  const low = words.percent(rate.low).replace(/\s?%$/u, '');
  const shown = { rate: words.percent(shareOf(rate)), low, high: words.percent(rate.high) };
  return isSampled ? words.say('top-rate', { ...shown, n: words.number(rate.n) }) : words.say('top-rate-only', shown);
}

function saysWorth(detail: Detail): boolean {
  return detail === 'samples' || detail === 'worth' || detail === 'short';
}

/** What a cycle brings this person; null: not known. */
function perCycle(words: Words, { row, ladder }: { row: TopRow; ladder: PersonalLadder }): string | null {
  const expected = expectedOf({ ...row, ladder, query: { depth: row.counts.win.length - 1 } });
  if (expected === null) return null;
  // Of which currency is said once.
  const high = money(words, expected.highCents).replace(/[^\d.,−]/gu, '');
  return words.say('top-per-cycle', { low: money(words, expected.lowCents), high });
}

/** With which stakes: the usual ones, or the person's own. */
function ladderText(words: Words, { ladder, question }: TopFacts): string {
  const stake = money(words, ladder.firstStakeCents);
  if (isDefaultLadder(ladder)) return words.html('top-ladder-default', { stake });
  const stakes =
    question.depth === 0
      ? words.say('top-ladder-entry', { stake })
      : words.say('top-ladder-gales', { stake, gales: galesText(words, ladder) });
  return words.html('top-ladder', { stakes });
}

/** With every strategy in one list, each row says its own. */
export function rowName(
  { ticker, strategyId }: Pick<TopRow, 'ticker' | 'strategyId'>,
  { timeframe, strategyId: asked }: TopQuestion,
): string {
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

/** Depth, window and filters; plain text. */
export function topPlan(words: Words, { question, zone }: Pick<TopFacts, 'question' | 'zone'>): string {
  return [planText(words, { question, zone }), ...filterNames(words, question)].join(' · ');
}

function planText(words: Words, { question, zone }: Pick<TopFacts, 'question' | 'zone'>): string {
  return [depthName(words, question.depth), windowName(words, question.window, zone)].join(' · ');
}

export function triedText(words: Words, { tried, passed }: Pick<TopFacts, 'tried' | 'passed'>): string {
  return words.say('top-tried', { tried: words.number(tried), passed });
}

export function untilText(words: Words, { candlesUntilMs, zone }: Pick<TopFacts, 'candlesUntilMs' | 'zone'>): string {
  return words.say('top-until', { until: words.moment({ atMs: candlesUntilMs, zone }) });
}

/** What a coin would do on the candles of these rows. */
export function coinText(words: Words, { rows }: Pick<TopFacts, 'rows'>): string {
  const coins = rows.map((row) => figures(row).coinRatio);
  const [low, high] = [words.percent(Math.min(...coins)), words.percent(Math.max(...coins))];
  return words.say('top-coin', { coin: low === high ? low : words.say('top-coin-range', { low, high }) });
}

/** How many of their candles there are, of the row that has the fewest. */
export function coveredText(words: Words, { rows }: Pick<TopFacts, 'rows'>): string {
  return words.say('top-covered', {
    coverage: shareText(words, Math.min(...rows.map(({ coverage }) => coveredOf(coverage)))),
  });
}

/** Below 98 %: named with their coverage, and not ranked. */
export function sparseText(words: Words, { sparse, question }: Pick<TopFacts, 'sparse' | 'question'>): string {
  const names = sparse.rows.map((row) => `${rowName(row, question)} ${shareText(words, coveredOf(row.coverage))}`);
  return words.html('top-sparse', { names: names.join(', '), more: sparse.count - sparse.rows.length });
}

function coveredOf({ present, expected }: TopRow['coverage']): Ratio {
  return expected === 0 ? 1 : present / expected;
}

/** Rounded down: what lacks one candle is not whole. */
function shareText(words: Words, coveredRatio: Ratio): string {
  return words.percent(Math.floor(coveredRatio * 1_000) / 1_000);
}

function orderText(words: Words, { order }: TopQuestion): string {
  return words.html(order === 'honest' ? 'top-order-honest' : 'top-order-predecessor');
}

function breakEvenText(words: Words, { breakEvenRatio }: Figures): string {
  return breakEvenRatio === null
    ? words.say('top-payout-unknown')
    : words.say('top-break-even', { rate: words.percent(breakEvenRatio) });
}
