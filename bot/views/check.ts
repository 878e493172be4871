import {
  CANCELED,
  cycleCode,
  type EpochMs,
  GREEN,
  INCOMPLETE,
  type ListLine,
  type ListProblem,
  LOSS,
  MAX_LIST_LINES,
  PENDING,
  type Ratio,
  type Statistics,
  statistics,
  type Tally,
  verdictOf,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { verdictText } from './card.ts';
import { shareOf } from './figures.ts';
import { clip } from './fit.ts';
import { type Button, type Keyboard, type Message, message } from './message.ts';
import { assetName, depthName } from './query-line.ts';
import { zoneName } from './time-zones.ts';

/** A line of the list as it was asked: read, or with what is wrong with it. */
export type AskedLine =
  | Extract<ListLine, { kind: 'signal' }>
  | {
      readonly number: number;
      readonly text: string;
      readonly kind: 'problem';
      /** asset: the broker has none of that name; `near` is the most alike. */
      readonly problem: ListProblem | 'asset';
      readonly asset?: string;
      readonly near?: string;
    };

/** A line and how it ended: a code of cycle.ts, null where it could not be read. */
export interface CheckedLine {
  readonly line: AskedLine;
  readonly result: number | null;
}

/** What is asked when a list is to be checked. */
export interface CheckQuestion {
  readonly lines: readonly AskedLine[];
  readonly leftOut: number;
  readonly depth: number;
  /** Whether a doji at the entry is a tie instead of a miss. */
  readonly dojiApart: boolean;
  /** How far back candles are kept. */
  readonly keptDays: number;
}

export interface CheckFacts {
  /** Of the request that checked it: its pages and other depths are asked by it. */
  readonly requestId: string;
  readonly lines: readonly CheckedLine[];
  readonly leftOut: number;
  readonly depth: number;
  readonly tally: Tally;
  /** Mean of what each counted signal needs at its asset's payout; null when one is unknown. */
  readonly breakEvenRatio: Ratio | null;
  readonly dojiRatio: Ratio;
  readonly keptDays: number;
  readonly zone: string;
  readonly nowMs: EpochMs;
}

const LINES_A_PAGE = 20;
const DEEPEST_OFFERED = 3;

/** The totals' card, and under it a page of lines. */
export function checkResult(words: Words, facts: CheckFacts, page = 0): Message {
  const pages = Math.max(1, Math.ceil(facts.lines.length / LINES_A_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = facts.lines.slice(at * LINES_A_PAGE, (at + 1) * LINES_A_PAGE);
  return message(
    [
      `🧾 <b>${words.html('check-title')}</b> · ${escapeHtml(depthName(words, facts.depth))}`,
      summaryText(words, facts),
      facts.leftOut > 0 ? words.html('check-left-out', { count: facts.leftOut, max: MAX_LIST_LINES }) : null,
      '',
      ...cardLines(words, facts),
      '',
      ...shown.map((line) => lineText(words, line, facts)),
      '',
      `<i>${words.html('risk-line')}</i>`,
    ],
    keyboardOf(words, facts, { at, pages }),
  );
}

/** What to send, and how. */
export function checkAsk(words: Words, facts: { zone: string }): Message {
  return message([
    words.html('check-ask', { max: MAX_LIST_LINES }),
    '',
    words.html('check-ask-how', { zone: zoneName(words, facts.zone) }),
    '',
    exampleText(words),
  ]);
}

/** Not one line is a signal: the first few say why. */
export function checkRefusal(words: Words, facts: { lines: readonly AskedLine[]; keptDays: number }): Message {
  const problems = facts.lines.flatMap((line) => (line.kind === 'problem' ? [line] : [])).slice(0, 5);
  return message([
    words.html('check-refusal'),
    ...problems.map((line) => problemText(words, line, facts)),
    exampleText(words),
  ]);
}

/** The list was cleared away since. */
export function checkGone(words: Words): Message {
  return message([words.html('check-gone')]);
}

function exampleText(words: Words): string {
  return words.html('check-example', { example: EXAMPLE });
}

const EXAMPLE = 'M5;EURUSD-OTC;13:50;CALL';

function summaryText(words: Words, { lines, tally }: CheckFacts): string {
  const count = (code: number | null) => lines.filter(({ result }) => result === code).length;
  const others = [
    ['check-apart', count(CANCELED)],
    ['check-missing', count(INCOMPLETE)],
    ['check-pending', count(PENDING)],
    ['check-unread', count(null)],
  ] as const;
  return [
    words.html('check-summary', { played: words.number(tally.total), lines: words.number(lines.length) }),
    ...others.filter(([, times]) => times > 0).map(([key, times]) => words.html(key, { count: times })),
  ].join(' · ');
}

function cardLines(words: Words, { tally, breakEvenRatio, dojiRatio, depth }: CheckFacts): string[] {
  if (tally.total === 0) return [words.html('check-nothing')];
  const known = statistics(tally, { payoutRatio: null, dojiRatio });
  const verdict = verdictOf({ rate: known.rate, breakEvenRatio });
  return [
    ...rateLines(words, known),
    `🔴 ${words.html('check-loss', { count: words.number(tally.loss) })}`,
    breakEvenRatio === null
      ? words.html('check-no-payout')
      : words.html('check-break-even', { plan: depthName(words, depth), rate: words.percent(breakEvenRatio) }),
    words.html('figures-coin', { rate: words.percent(known.coinRatio) }),
    words.html('figures-verdict', { verdict: verdictText(words, verdict) }),
  ];
}

const MARKS = ['🟢', '🔵', '🟡'];

function rateLines(words: Words, { cumulative }: Statistics): string[] {
  return cumulative.map((rate, level) => {
    const text = words.html(level === 0 ? 'figures-first' : 'figures-up-to', {
      level,
      wins: words.number(rate.wins),
      n: words.number(rate.n),
      rate: words.percent(shareOf(rate)),
      low: words.percent(rate.low),
      high: words.percent(rate.high),
    });
    return `${MARKS[level] ?? '🟣'} ${text}`;
  });
}

/** `3 ✅ G1 · 20/11 13:50 · EURUSD (OTC) · M5 · ⬆️` */
function lineText(words: Words, { line, result }: CheckedLine, facts: CheckFacts): string {
  if (line.kind === 'problem' || result === null) return problemText(words, line as ProblemLine, facts);
  const { ticker, timeframe, entryMs, direction } = line.signal;
  const { zone, nowMs } = facts;
  const at = words.moment({ atMs: entryMs, zone, nowMs });
  const arrow = direction === GREEN ? '⬆️' : '⬇️';
  const asset = escapeHtml(assetName(ticker));
  return `${line.number} ${resultText(words, result)} · ${at} · ${asset} · ${timeframe} ${arrow}`;
}

function resultText(words: Words, result: number): string {
  switch (result) {
    case CANCELED:
      return `➖ <b>D</b> ${words.html('check-tie')}`;
    case INCOMPLETE:
      return `▫️ ${words.html('check-no-candle')}`;
    case PENDING:
      return `⏳ ${words.html('check-to-come')}`;
    default:
      return `${result === LOSS ? '❌' : '✅'} <b>${cycleCode(result)}</b>`;
  }
}

type ProblemLine = Extract<AskedLine, { kind: 'problem' }>;

function problemText(words: Words, line: ProblemLine, facts: Pick<CheckFacts, 'keptDays'>): string {
  const problem = words.html('check-line', { number: line.number, problem: problemName(words, line, facts) });
  return `⚠️ ${problem} · <code>${escapeHtml(clip(line.text, 30))}</code>`;
}

function problemName(words: Words, line: ProblemLine, { keptDays }: Pick<CheckFacts, 'keptDays'>): string {
  switch (line.problem) {
    case 'time':
      return words.say('check-problem-time');
    case 'date':
      return words.say('check-problem-date');
    case 'ticker':
      return words.say('check-problem-ticker');
    case 'direction':
      return words.say('check-problem-direction');
    case 'timeframe':
      return words.say('check-problem-timeframe');
    case 'off-grid':
      return words.say('check-problem-off-grid');
    case 'twice':
      return words.say('check-problem-twice');
    case 'too-old':
      return words.say('check-problem-too-old', { days: keptDays });
    case 'too-far':
      return words.say('check-problem-too-far');
    case 'asset': {
      const asset = clip(line.asset ?? '', 20);
      return line.near === undefined
        ? words.say('check-problem-asset', { asset })
        : words.say('check-problem-asset-near', { asset, near: line.near });
    }
  }
}

function keyboardOf(words: Words, facts: CheckFacts, { at, pages }: { at: number; pages: number }): Keyboard {
  const { requestId } = facts;
  const turn = (text: string, page: number): Button => ({ text, data: { verb: 'checkPage', requestId, page } });
  const here = words.say('menu-page', { page: at + 1, pages });
  const pager = [
    ...(at > 0 ? [turn('◀️', at - 1)] : []),
    turn(here, at),
    ...(at < pages - 1 ? [turn('▶️', at + 1)] : []),
  ];
  const depths = Array.from({ length: DEEPEST_OFFERED + 1 }, (_, depth): Button => {
    const name = depth === 0 ? depthName(words, 0) : `G${depth}`;
    return { text: depth === facts.depth ? `✓ ${name}` : name, data: { verb: 'checkDepth', requestId, depth } };
  });
  return pages > 1 ? [pager, depths] : [depths];
}
