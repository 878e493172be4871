import { type RankingPicture, rankingPicture, type TopQuestion } from '#engine/index.ts';
import type { Words } from '../i18n/index.ts';
import { clip, fittingMessage } from './fit.ts';
import { type Button, CAPTION_LIMIT, type Message, message } from './message.ts';
import { depthName, windowName } from './query-line.ts';
import { zoneName } from './time-zones.ts';
import { captionLines, rowButtons } from './top.ts';
import type { TopFacts } from './top-facts.ts';
import { filterNames, marketName, topStrategyName } from './top-filters.ts';
import { topPictureWords } from './top-picture.ts';

/** The list of the day, under its picture; the same list for everybody who asked the same. */
export function dailyList(words: Words, facts: TopFacts): Message {
  const title = words.html('daily-list-title');
  return fittingMessage({
    limit: CAPTION_LIMIT,
    lines: captionLines(words, { icon: '☀️', title, facts, order: words.html('daily-recorded') }),
    keyboard: [...rowButtons(words, facts), [settingsButton(words)]],
  });
}

/** The same picture for all whose words and zone are the same. */
export function dailyPicture(words: Words, facts: TopFacts): RankingPicture {
  return rankingPicture(topPictureWords(words, { title: words.say('daily-list-title'), facts }));
}

/** There is no list today: no-candles to count, or nothing that passed the filters. */
export function dailyNothing(words: Words, why: 'no-candles' | 'filters'): Message {
  const line = words.html(why === 'filters' ? 'daily-nothing' : 'daily-no-candles');
  return message([`☀️ <b>${words.html('daily-list-title')}</b>`, line], [[settingsButton(words)]]);
}

function settingsButton(words: Words): Button {
  return { text: words.say('button-daily'), data: { verb: 'daily' } };
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
