import { breakEvenOf, type EpochMs, type Judged, type Ratio, type Tally, type TopQuestion } from '#engine/index.ts';
import { escapeHtml, type Words } from '../i18n/index.ts';
import { verdictText } from './catalog.ts';
import { figures, shareOf } from './figures.ts';
import { clip, fittingMessage, type Line } from './fit.ts';
import { type Button, type Message, message, pairs, TEXT_LIMIT } from './message.ts';
import { assetName, depthName, strategyName, windowName } from './query-line.ts';
import { zoneName } from './time-zones.ts';

/** One row of the list. */
export type DailyRow = Judged<{
  readonly ticker: string;
  readonly strategyId: string;
  readonly counts: Tally;
  readonly payoutRatio: number | null;
  readonly dojiRatio: Ratio;
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
      stays(words.html('daily-until', { at: words.moment({ atMs: candlesUntilMs, zone }) })),
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
  const { ticker, strategyId, counts, payoutRatio } = row;
  const known = figures(row);
  const { rate } = known;
  const breakEvenRatio = breakEvenOf({ payoutRatio, depth: counts.win.length - 1 });
  const name = strategyName({ timeframe: question.timeframe, strategyId });
  const share = words.html('daily-rate', {
    wins: words.number(rate.wins),
    n: words.number(rate.n),
    rate: words.percent(shareOf(rate)),
    low: words.percent(rate.low),
    high: words.percent(rate.high),
  });
  const parts = [
    breakEvenRatio === null
      ? words.html('daily-payout-unknown')
      : words.html('daily-break-even', { rate: words.percent(breakEvenRatio) }),
    words.html('daily-coin', { rate: words.percent(known.coinRatio) }),
    verdictText(words, known.verdict),
  ];
  return [
    { text: `${medal} <b>${escapeHtml(assetName(ticker))}</b> · ${escapeHtml(name)}`, spare: 0 },
    { text: `${share} · ${parts.join(' · ')}`, spare: 0 },
  ];
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
  const { timeframe, strategyId, depth, window, market, category, minPayoutRatio } = question;
  return [
    timeframe,
    strategyId === null ? words.say('top-all-strategies') : strategyName({ timeframe, strategyId }),
    depthName(words, depth),
    windowName(words, window, zone),
    marketName(words, market),
    ...(category === null ? [] : [categoryName(words, category)]),
    ...(minPayoutRatio === 0 ? [] : [words.say('top-payout-min', { payout: words.shortPercent(minPayoutRatio) })]),
  ].join(' · ');
}

function marketName(words: Words, market: TopQuestion['market']): string {
  switch (market) {
    case 'all':
      return words.say('top-market-all');
    case 'normal':
      return words.say('top-market-normal');
    case 'otc':
      return words.say('top-market-otc');
  }
}

function categoryName(words: Words, category: NonNullable<TopQuestion['category']>): string {
  switch (category) {
    case 'forex':
      return words.say('category-forex');
    case 'crypto':
      return words.say('category-crypto');
    case 'stocks':
      return words.say('category-stocks');
    case 'indices':
      return words.say('category-indices');
    case 'commodities':
      return words.say('category-commodities');
  }
}

/** `08:30` */
function clockOf(minuteOfDay: number): string {
  const two = (value: number) => String(value).padStart(2, '0');
  return `${two(Math.floor(minuteOfDay / 60))}:${two(minuteOfDay % 60)}`;
}
