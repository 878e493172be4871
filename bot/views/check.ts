import {
  breakEvenOf,
  CANCELED,
  CHECK_VERSION,
  type ExpectedPerCycle,
  expectedAcross,
  INCOMPLETE,
  MAX_LIST_LINES,
  PENDING,
  personalLadder,
  type Ratio,
  statistics,
  verdictOf,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { expectedLine, levelText, lossLines, verdictNote, verdictText } from './card.ts';
import { type AskedLine, type CheckFacts, checkedLines } from './check-facts.ts';
import { lineText, problemText } from './check-lines.ts';
import { fittingMessage, type Line } from './fit.ts';
import { type Button, type Keyboard, type Message, message, TEXT_LIMIT } from './message.ts';
import { depthName } from './query-line.ts';
import { recheckText, storedText } from './recheck.ts';
import { zoneName } from './time-zones.ts';

const LINES_A_PAGE = 20;
const DEEPEST_OFFERED = 3;

/** The totals' card, and under it a page of lines. */
export function checkResult(words: Words, facts: CheckFacts, page = 0): Message {
  const lines = checkedLines(facts);
  const pages = Math.max(1, Math.ceil(lines.length / LINES_A_PAGE));
  const at = Math.min(page, pages - 1);
  const shown = lines.slice(at * LINES_A_PAGE, (at + 1) * LINES_A_PAGE);
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      stays(`🧾 <b>${words.html('check-title')}</b> · ${escapeHtml(depthName(words, facts.depth))}`),
      stays(summaryText(words, facts)),
      ...(facts.leftOut > 0
        ? [stays(words.html('check-left-out', { count: facts.leftOut, max: MAX_LIST_LINES }))]
        : []),
      ...(facts.storedMs === undefined ? [] : [stays(storedText(words, facts.nowMs - facts.storedMs))]),
      ...(facts.recheck === undefined ? [] : [stays(recheckText(words, facts.recheck))]),
      stays(''),
      ...cardLines(words, facts),
      stays(''),
      ...shown.map((line) => stays(lineText(words, { line, zone: facts.zone, nowMs: facts.nowMs }))),
      stays(''),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: keyboardOf(words, facts, { at, pages }),
  });
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
export function checkRefusal(words: Words, facts: { lines: readonly AskedLine[] }): Message {
  const problems = facts.lines.flatMap((line) => (line.kind === 'problem' ? [line] : [])).slice(0, 5);
  return message([
    words.html('check-refusal'),
    ...problems.map((line) => problemText(words, line)),
    exampleText(words),
  ]);
}

/** The list was cleared away since. */
export function checkGone(words: Words): Message {
  return message([words.html('check-gone')]);
}

function stays(text: string): Line {
  return { text, spare: 0 };
}

function exampleText(words: Words): string {
  return words.html('check-example', { example: EXAMPLE });
}

const EXAMPLE = 'M5;EURUSD-OTC;13:50;CALL';

function summaryText(words: Words, { lines, results, tally }: CheckFacts): string {
  const ended = (code: number) => results.filter((result) => result === code).length;
  const others = [
    ['check-apart', ended(CANCELED)],
    ['check-missing', ended(INCOMPLETE)],
    ['check-pending', ended(PENDING)],
    ['check-unread', lines.filter(({ kind }) => kind === 'problem').length],
  ] as const;
  return [
    words.html('check-summary', { played: words.number(tally.total), lines: words.number(lines.length) }),
    ...others.filter(([, times]) => times > 0).map(([key, times]) => words.html(key, { count: times })),
  ].join(' · ');
}

/** The totals with all that a rate must carry. */
function cardLines(words: Words, facts: CheckFacts): Line[] {
  const { tally, lossRuns, dojiRatio, ladder, depth } = facts;
  const source = [stays(coverageText(words, facts)), stays(definitionText(words, facts))];
  if (tally.total === 0) return [stays(words.html('check-nothing')), ...source];
  const known = statistics(tally, { payoutRatio: null, dojiRatio });
  const verdict = verdictOf({ rate: known.rate, breakEvenRatio: breakEvenRatio(facts) });
  const expected = expectedOf(facts);
  return [
    ...known.cumulative.map((rate, level) => stays(levelText(words, { level, rate }))),
    ...lossLines(words, { counts: { loss: tally.loss, maxLossStreak: lossRuns.at(-1)?.[0] ?? 0 }, lossRuns }),
    { text: words.html('figures-interval-note'), spare: 1 },
    stays(''),
    stays(payoutText(words, facts)),
    stays(words.html('figures-coin', { rate: words.percent(known.coinRatio) })),
    stays(words.html('figures-verdict', { verdict: verdictText(words, verdict) })),
    ...(verdict === 'unknown' ? [] : [{ text: verdictNote(words, verdict), spare: 2 }]),
    ...(expected === null ? [] : [expectedLine(words, { expected, ladder, depth })]),
    ...source,
  ];
}

/** Assets pay differently: the mean of what each counted signal needs. null: of one of them it is not known. */
function breakEvenRatio({ byPayout, tally, depth }: CheckFacts): Ratio | null {
  let needed = 0;
  for (const { payoutRatio, counts } of byPayout) {
    const ratio = breakEvenOf({ payoutRatio, depth });
    if (ratio === null) return null;
    needed += (ratio * counts.total) / tally.total;
  }
  return needed;
}

function expectedOf({ byPayout, ladder, depth }: CheckFacts): ExpectedPerCycle | null {
  const played = byPayout.map(({ payoutRatio, counts }) => {
    const stakes = personalLadder(ladder, { payoutRatio, depth });
    return stakes && { counts, ladder: stakes };
  });
  return played.every((one) => one !== null) ? expectedAcross(played) : null;
}

/** Nobody keeps what was paid at each signal: the payouts are those of the check. */
function payoutText(words: Words, facts: CheckFacts): string {
  const { depth, zone, nowMs, storedMs = nowMs } = facts;
  const ratio = breakEvenRatio(facts);
  if (ratio === null) return words.html('check-no-payout');
  return words.html('check-break-even', {
    plan: depthName(words, depth),
    rate: words.percent(ratio),
    at: words.moment({ atMs: storedMs, zone, nowMs }),
  });
}

/** Of the lines whose time has come, how many have all their candles. */
function coverageText(words: Words, { results }: CheckFacts): string {
  const ended = results.filter((result) => result !== PENDING);
  const present = ended.filter((result) => result !== INCOMPLETE).length;
  return words.html('check-coverage', { present: words.number(present), ended: words.number(ended.length) });
}

function definitionText(words: Words, { resultId }: CheckFacts): string {
  return words.html('check-definition', { version: CHECK_VERSION, result: resultId });
}

function keyboardOf(words: Words, facts: CheckFacts, { at, pages }: { at: number; pages: number }): Keyboard {
  const { requestId, resultId } = facts;
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
  const recheck: Button = { text: words.say('button-recheck'), data: { verb: 'recheck', resultId } };
  return [...(pages > 1 ? [pager] : []), depths, [recheck]];
}
