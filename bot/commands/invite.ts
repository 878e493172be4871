import { Composer } from 'grammy';
import { rememberReferral } from '#io/db/referrals.ts';
import type { BotContext } from '../context.ts';
import type { InviteLinks } from '../invite-link.ts';
import { spellings } from '../spellings.ts';

/** Whoever comes by another's link is remembered with them, if they are new here; then they go the first steps. */
export function inviteCommands(links: InviteLinks): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('start'), async (ctx, next) => {
    const referrerId = links.read(ctx.match.trim());
    const isNew = ctx.person.riskNoticeVersion === null;
    if (referrerId !== null && isNew) {
      await rememberReferral(ctx.db, { invitedId: ctx.person.telegramId, referrerId });
    }
    return next();
  });
  return composer;
}
