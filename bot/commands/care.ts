import { Composer } from 'grammy';
import { changeCap, MOST_CAP, type Most, pauseUntilMs } from '#engine/index.ts';
import { careOf, pausePerson, saveCap } from '#io/db/care.ts';
import { countedDay } from '#io/db/entitlements.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { capProblem, care, pauseAsk, pauseBegun } from '../views/care.ts';
import { localDay } from '../views/local-day.ts';
import type { Message } from '../views/message.ts';

/** A break from all this, and a number of catalogs a day: set by people for themselves. */
export function careCommands({ nowMs: clock }: Pick<App, 'nowMs'>): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('pause'), async (ctx) => void (await ctx.say(await view(ctx))));
  composer.command(spellings('limit'), async (ctx) => {
    const typed = ctx.match.trim();
    const most = readMost(typed);
    if (typed !== '' && most === undefined) return void (await ctx.say(capProblem(ctx.words, { typed })));
    if (most !== undefined) await setCap(ctx, most);
    await ctx.say(await view(ctx));
  });
  onPress(composer, 'care', async (ctx) => ctx.show(await view(ctx)));
  onPress(composer, 'cap', async (ctx, { most }) => {
    await setCap(ctx, most);
    await ctx.show(await view(ctx));
  });
  onPress(composer, 'pause', async (ctx, { pause, step }) => {
    const { telegramId, timeZone: zone } = ctx.person;
    const nowMs = clock();
    const { pausedUntilMs: heldUntilMs } = ctx.care;
    const untilMs = pauseUntilMs(pause, { nowMs, heldUntilMs });
    if (step === 'ask') return void (await ctx.show(pauseAsk(ctx.words, { pause, untilMs, zone, nowMs })));
    await pausePerson(ctx.db, { telegramId, untilMs });
    await ctx.show(pauseBegun(ctx.words, { untilMs, zone, nowMs }));
  });
  return composer;

  async function view({ db, person, words }: BotContext): Promise<Message> {
    const { telegramId, timeZone: zone } = person;
    const nowMs = clock();
    const { cap } = await careOf(db, { telegramId, nowMs });
    return care(words, { cap, zone, nowMs });
  }

  async function setCap({ db, person }: BotContext, most: Most): Promise<void> {
    const { telegramId, timeZone: zone } = person;
    const nowMs = clock();
    // Holds their day, so that a question at the same moment is counted before or after.
    const day = await countedDay(db, { telegramId, nowMs, day: localDay(zone, nowMs) });
    const { cap } = await careOf(db, { telegramId, nowMs });
    await saveCap(db, { telegramId, cap: changeCap(cap, most, { nowMs, nextDayMs: day.untilMs }) });
  }
}

/** Words that take the limit away, in three languages. */
const NONE = /^(?:off|none|no|não|nao|sem|nenhum|ninguno|sin)$/i;

function readMost(typed: string): Most | undefined {
  if (NONE.test(typed)) return null;
  const most = /^\d{1,4}$/.test(typed) ? Number(typed) : 0;
  return most >= 1 && most <= MOST_CAP ? most : undefined;
}
