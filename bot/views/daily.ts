import {
  type Coverage,
  type EpochMs,
  type ExpectedPerStake,
  expectedPerStake,
  type Judged,
  type Rate,
  type Ratio,
  type Tally,
  type TopQuestion,
} from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { coverageText, verdictText } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import { clip, fittingMessage, type Line } from './fit.ts';
import { type Button, type Message, message, pairs, TEXT_LIMIT } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { zoneName } from './time-zones.ts';
import { filterNames, marketName, topStrategyName } from './top-filters.ts';

/** One row of the list. */
export type DailyRow = Judged<{
  readonly ticker: string;
  readonly strategyId: string;
  readonly counts: Tally;
  readonly payoutRatio: number | null;
  readonly dojiRatio: Ratio;
  readonly coverage: Coverage;
}>;

/** What everybody with the same question gets, each in their own words and zone. */
export interface DailyFacts {
  readonly question: TopQuestion;
  /** Best first; at most five. */
  readonly rows: readonly DailyRow[];
  /** Combinations computed, and how many of them beat break-even after correction for all. */
  readonly tried: number;
  readonly passed: number;
  /** null: there were no fresh candles to count. */
  readonly candlesUntilMs: EpochMs | null;
}

const MEDALS = ['🥇', '🥈', '🥉', '4️⃣', '5️⃣'];

/** The list of the day. One button a row opens its own catalog. */
export function dailyList(words: Words, facts: DailyFacts & { readonly zone: string }): Message {
  const { question, rows, tried, passed, candlesUntilMs, zone } = facts;
  const settings: Button = { text: words.say('button-daily'), data: { verb: 'daily' } };
  const title = `☀️ <b>${words.html('daily-list-title')}</b>`;
  if (candlesUntilMs === null) return message([title, words.html('daily-no-candles')], [[settings]]);
  const opens = rows.map(({ ticker, strategyId }): Button => {
    const { timeframe, depth, window } = question;
    return {
      text: clip(`${assetName(ticker)} · ${strategyName({ timeframe, strategyId })}`, 60),
      data: { verb: 'run', query: { ticker, timeframe, strategyId, depth, window } },
    };
  });
  const stays = (text: string): Line => ({ text, spare: 0 });
  return fittingMessage({
    limit: TEXT_LIMIT,
    lines: [
      stays(title),
      stays(escapeHtml(questionLine(words, question, zone))),
      stays(words.html('top-until', { until: words.moment({ atMs: candlesUntilMs, zone }) })),
      stays(''),
      ...(rows.length === 0
        ? [stays(words.html('daily-nothing'))]
        : rows.flatMap((row, at) => rowLines(words, { row, question, medal: MEDALS[at] ?? '•' }))),
      stays(''),
      stays(words.html('daily-tried', { tried: words.number(tried), passed })),
      stays(words.html('daily-recorded')),
      stays(`<i>${words.html('risk-line')}</i>`),
    ],
    keyboard: [...pairs(opens), [settings]],
  });
}

function rowLines(
  words: Words,
  { row, question, medal }: { row: DailyRow; question: TopQuestion; medal: string },
): Line[] {
  const { ticker, strategyId, coverage } = row;
  const known = figures(row);
  const { cumulative, breakEvenRatio, coinRatio, depth } = known;
  const name = strategyName({ timeframe: question.timeframe, strategyId });
  const expected = expectedPerStake(row);
  const worth = [
    breakEvenRatio === null
      ? words.html('top-payout-unknown')
      : words.html('top-break-even', { rate: words.percent(breakEvenRatio) }),
    words.html('daily-coin', { rate: words.percent(coinRatio) }),
    ...(expected === null ? [] : [perCycleText(words, expected)]),
  ];
  const levels = depth === 0 ? [0] : [0, depth];
  const lines = [
    `${medal} <b>${escapeHtml(assetName(ticker))}</b> · ${escapeHtml(name)}`,
    ...levels.map((level) => levelText(words, { level, rate: cumulative[level]! })),
    worth.join(' · '),
    `<b>${verdictText(words, known.verdict)}</b> · ${coverageText(words, { coverage })}`,
  ];
  return lines.map((text) => ({ text, spare: 0 }));
}

function levelText(words: Words, { level, rate }: { level: number; rate: Rate }): string {
  return words.html(level === 0 ? 'figures-first' : 'figures-up-to', {
    level,
    wins: words.number(rate.wins),
    n: words.number(rate.n),
    rate: words.percent(shareOf(rate)),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
}

function perCycleText(words: Words, { lowRatio, highRatio }: ExpectedPerStake): string {
  return words.html('top-per-cycle', { low: words.signedPercent(lowRatio), high: words.signedPercent(highRatio) });
}

export interface DailySettings {
  readonly isOn: boolean;
  readonly minuteOfDay: number;
  readonly question: TopQuestion;
  readonly zone: string;
  /** The next one comes today, not tomorrow. */
  readonly isToday: boolean;
}

const HOURS_OFFERED = [7, 8, 9, 12, 18, 21];

/** When the list comes and what it looks at, and buttons to change both. */
export function dailySettings(words: Words, { isOn, minuteOfDay, question, zone, isToday }: DailySettings): Message {
  const at = clockOf(minuteOfDay);
  const state = isOn
    ? words.html(isToday ? 'daily-on-today' : 'daily-on-tomorrow', { at, zone: zoneName(words, zone) })
    : words.html('daily-off');
  const chosen = (text: string, isChosen: boolean) => (isChosen ? `✓ ${text}` : text);
  return message(
    [
      `☀️ <b>${words.html('daily-title')}</b>`,
      state,
      words.html('daily-what', { question: questionLine(words, question, zone) }),
      '',
      words.html('daily-how', { example: '/daily 8:30 otc 85%' }),
    ],
    [
      [
        isOn
          ? { text: words.say('button-daily-off'), data: { verb: 'dailyOff' } }
          : { text: words.say('button-daily-on'), data: { verb: 'dailyOn' } },
      ],
      HOURS_OFFERED.map((hour) => ({
        text: chosen(`${hour}h`, hour * 60 === minuteOfDay),
        data: { verb: 'dailyAt', minuteOfDay: hour * 60 },
      })),
      (['all', 'normal', 'otc'] as const).map((market) => ({
        text: chosen(marketName(words, market), market === question.market),
        data: { verb: 'dailyMarket', market },
      })),
    ],
  );
}

/** One line on what was wrong, and a command that is right. */
export function dailyProblem(words: Words, { typed }: { typed: string }): Message {
  return message(
    [
      words.html('daily-not-understood', { typed: clip(typed, 40) }),
      words.html('refusal-example', { example: '/daily 8:30 otc 85%' }),
    ],
    [[{ text: words.say('button-daily'), data: { verb: 'daily' } }]],
  );
}

function questionLine(words: Words, question: TopQuestion, zone: string): string {
  const { timeframe, depth, window } = question;
  const plan = [timeframe, topStrategyName(words, question), depthName(words, depth), windowName(words, window, zone)];
  return [...plan, ...filterNames(words, question)].join(' · ');
}

/** `08:30` */
function clockOf(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
