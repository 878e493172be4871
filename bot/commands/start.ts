import { Composer } from 'grammy';
import { resumePause } from '#io/db/care.ts';
import { acceptNotice } from '#io/db/consents.ts';
import { findLink } from '#io/db/links.ts';
import { changePerson } from '#io/db/people.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { words } from '../i18n/index.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { Message } from '../views/message.ts';
import { languageChoice, RISK_NOTICE_VERSION, ready, riskNotice, timeZoneChoice } from '../views/start.ts';
import { showSettings } from './settings.ts';

/** The first steps: risk notice, language, time zone. The last two can be changed later in the settings. */
export function startCommands(app: App, { key }: { key: Uint8Array }): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('start'), async (ctx) => {
    await ctx.say(await nextStep(ctx));
  });

  onPress(composer, 'accept', async (ctx, press) => {
    // An older notice is not what must be accepted today.
    if (press.version !== RISK_NOTICE_VERSION) {
      await ctx.show(riskNotice(ctx.words, ctx.person));
      return;
    }
    const { telegramId } = ctx.person;
    ctx.person = await acceptNotice(ctx.db, { telegramId, version: press.version, language: ctx.words.language });
    // Whoever asked for a break and then to be forgotten has it still.
    await resumePause(ctx.db, { telegramId, key });
    await ctx.show(timeZoneChoice(ctx.words, { flow: 'start', nowMs: app.nowMs(), current: ctx.person.timeZone }));
  });

  onPress(composer, 'languages', async (ctx, { flow }) => {
    await ctx.show(languageChoice(ctx.words, { flow }));
  });

  onPress(composer, 'language', async (ctx, { language, flow }) => {
    ctx.person = await changePerson(ctx.db, ctx.person.telegramId, { language });
    ctx.words = words(language, (fault) => ctx.log.error(fault, 'words missing'));
    if (flow === 'settings') return showSettings(ctx, app);
    await ctx.show(await nextStep(ctx));
  });

  onPress(composer, 'zones', async (ctx, { flow }) => {
    await ctx.show(timeZoneChoice(ctx.words, { flow, nowMs: app.nowMs(), current: ctx.person.timeZone }));
  });

  onPress(composer, 'zone', async (ctx, { zone, flow }) => {
    ctx.person = await changePerson(ctx.db, ctx.person.telegramId, { timeZone: zone });
    if (flow === 'settings') return showSettings(ctx, app);
    await ctx.show(await nextStep(ctx));
  });

  return composer;
}

async function nextStep(ctx: BotContext): Promise<Message> {
  const { person, words: say } = ctx;
  if (person.riskNoticeVersion !== RISK_NOTICE_VERSION) return riskNotice(say, person);
  const link = await findLink(ctx.db, person.telegramId);
  return ready(say, { zone: person.timeZone, isLinked: link?.state === 'active' });
}
