import { Composer } from 'grammy';
import { rememberVisit, sharedPreset, takeVisit } from '#io/db/presets.ts';
import type { BotContext } from '../context.ts';
import type { ShareLinks } from '../share-link.ts';
import { spellings } from '../spellings.ts';
import { presetProblem, presetShared } from '../views/presets.ts';
import { RISK_NOTICE_VERSION } from '../views/start.ts';

/**
 * Whoever opens a shared link sees the preset. Somebody new goes the first steps before it: nobody gets a question to
 * ask without having read what the answers are worth.
 */
export function sharedPresetCommands(links: ShareLinks): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('start'), async (ctx, next) => {
    if (!ctx.match.startsWith('p_')) return next();
    const id = links.read(ctx.match.trim());
    const preset = id === null ? null : await sharedPreset(ctx.db, id);
    const hasAccepted = ctx.person.riskNoticeVersion === RISK_NOTICE_VERSION;
    if (!hasAccepted) {
      if (preset !== null) await rememberVisit(ctx.db, { telegramId: ctx.person.telegramId, presetId: preset.id });
      return next();
    }
    const zone = ctx.person.timeZone;
    await ctx.say(
      preset === null ? presetProblem(ctx.words, { code: 'link_over' }) : presetShared(ctx.words, { preset, zone }),
    );
  });

  composer.use(async (ctx, next) => {
    await next();
    if (ctx.press?.verb !== 'zone' || ctx.press.flow !== 'start') return;
    const preset = await takeVisit(ctx.db, ctx.person.telegramId);
    if (preset !== null) await ctx.say(presetShared(ctx.words, { preset, zone: ctx.person.timeZone }));
  });
  return composer;
}
