import { Composer } from 'grammy';
import { FIRST_TOP, parseTopWords, type TopQuestion } from '#engine/index.ts';
import { type Daily, dailyOf, saveDaily } from '#io/db/daily.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { dailyProblem, dailySettings } from '../views/daily.ts';
import { dayBefore, localMinute } from '../views/local-minute.ts';
import type { Message } from '../views/message.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { ownLimits } from './within-plan.ts';

/** Of whoever never said otherwise: all strategies on the last day, at the usual hour. */
const FIRST_DAILY: Omit<Daily, 'minuteOfDay'> = {
  isOn: false,
  question: { ...FIRST_TOP, strategyId: null, window: { kind: 'hours', count: 24 } },
  lastDay: null,
};

/** The list of the day: on, off, when, and what it looks at. */
export function dailyCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('daily'), async (ctx) => {
    const text = ctx.match.trim();
    await ctx.say(text === '' ? await view(ctx, app) : await changeByWords(ctx, { text, app }));
  });
  onPress(composer, 'daily', async (ctx) => ctx.show(await view(ctx, app)));
  onPress(composer, 'dailyOn', async (ctx) => ctx.show(await change(ctx, app, { isOn: true })));
  onPress(composer, 'dailyOff', async (ctx) => ctx.show(await change(ctx, app, { isOn: false })));
  onPress(composer, 'dailyAt', async (ctx, { minuteOfDay }) =>
    ctx.show(await change(ctx, app, { isOn: true, minuteOfDay })),
  );
  onPress(composer, 'dailyMarket', async (ctx, { market }) => {
    const { question } = await current(ctx, app);
    await ctx.show(await change(ctx, app, { question: { ...question, market } }));
  });
  return composer;
}

async function current(ctx: BotContext, app: App): Promise<Daily> {
  const own = await dailyOf(ctx.db, ctx.person.telegramId);
  return own ?? { ...FIRST_DAILY, minuteOfDay: (await app.settings.read(ctx.db))['daily-hour'] * 60 };
}

async function view(ctx: BotContext, app: App): Promise<Message> {
  return settingsOf(ctx, { daily: await current(ctx, app), app });
}

function settingsOf(ctx: BotContext, { daily, app }: { daily: Daily; app: App }): Message {
  const zone = ctx.person.timeZone;
  const { minuteOfDay } = localMinute(zone, app.nowMs());
  const isToday = minuteOfDay < daily.minuteOfDay;
  return dailySettings(ctx.words, { ...daily, zone, isToday });
}

/** A list whose hour has passed today comes tomorrow. */
async function change(
  ctx: BotContext,
  app: App,
  changed: Partial<Pick<Daily, 'isOn' | 'minuteOfDay' | 'question'>>,
): Promise<Message> {
  const before = await current(ctx, app);
  const daily = { ...before, ...changed };
  const { day, minuteOfDay } = localMinute(ctx.person.timeZone, app.nowMs());
  // Nobody who asks for an hour gets the list of one that has passed.
  const lastDay = minuteOfDay >= daily.minuteOfDay ? day : dayBefore(day);
  const isNewHour = changed.isOn === true || changed.minuteOfDay !== undefined;
  const saved = { ...daily, lastDay: isNewHour && lastDay > (before.lastDay ?? '') ? lastDay : before.lastDay };
  await saveDaily(ctx.db, ctx.person.telegramId, saved);
  return settingsOf(ctx, { daily: saved, app });
}

const ON = new Set(['on', 'ligar', 'ligado', 'sim', 'encender', 'activar', 'si', 'sí']);
const OFF = new Set(['off', 'desligar', 'desligado', 'nao', 'não', 'apagar', 'desactivar', 'no', 'parar']);
/** `9`, `9h`, `09:30`, `9h30`. */
const TIME = /^(\d{1,2})(?:h?|[h:](\d{2})h?)$/i;

/** Words in any order: a time, on or off, and the filters of /top. */
async function changeByWords(ctx: BotContext, { text, app }: { text: string; app: App }): Promise<Message> {
  const changed: { isOn?: boolean; minuteOfDay?: number; question?: TopQuestion } = {};
  const rest: string[] = [];
  for (const word of text.split(/\s+/)) {
    const lower = word.toLowerCase();
    const minuteOfDay = readTime(word);
    if (ON.has(lower)) changed.isOn = true;
    else if (OFF.has(lower)) changed.isOn = false;
    else if (minuteOfDay !== null && changed.minuteOfDay === undefined) changed.minuteOfDay = minuteOfDay;
    else if (/^\d+[h:]\d\d/i.test(word)) return dailyProblem(ctx.words, { typed: word });
    else rest.push(word);
  }
  const before = await current(ctx, app);
  if (rest.length > 0) {
    const parsed = parseTopWords({
      text: rest.join(' '),
      defaults: before.question,
      limits: ownLimits(ctx),
      nowMs: app.nowMs(),
      utcOffsetMs: (atMs) => zoneOffsetMs(ctx.person.timeZone, atMs),
    });
    // A stretch of dates says the same every day.
    const isMoving = parsed.ok && parsed.question.window.kind !== 'dates';
    if (!isMoving) return dailyProblem(ctx.words, { typed: parsed.ok ? text : parsed.problem.typed });
    changed.question = parsed.question;
  }
  return change(ctx, app, { isOn: true, ...changed });
}

function readTime(word: string): number | null {
  const [, hours, minutes = '0'] = TIME.exec(word) ?? [];
  if (hours === undefined || Number(hours) > 23 || Number(minutes) > 59) return null;
  return Number(hours) * 60 + Number(minutes);
}
