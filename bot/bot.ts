import { sequentialize } from '@grammyjs/runner';
import { Bot } from 'grammy';
import type { UserFromGetMe } from 'grammy/types';
import type { App } from './app.ts';
import { accountCommands } from './commands/accounts.ts';
import { buyCommands } from './commands/buy.ts';
import { careCommands } from './commands/care.ts';
import { catalogCommands } from './commands/catalog.ts';
import { checkCommands } from './commands/check.ts';
import { dailyCommands } from './commands/daily.ts';
import { entriesCommands } from './commands/entries.ts';
import { favouritesCommands } from './commands/favourites.ts';
import { helpCommands } from './commands/help.ts';
import { hoursCommands } from './commands/hours.ts';
import { inviteCommands } from './commands/invite.ts';
import { keptAnswers } from './commands/kept-answers.ts';
import { linkCommands } from './commands/link.ts';
import { notifyCommands } from './commands/notify.ts';
import { otherMessages } from './commands/other.ts';
import { paySupportCommands } from './commands/pay-support.ts';
import { planCommands } from './commands/plan.ts';
import { presence } from './commands/presence.ts';
import { presetsCommands } from './commands/presets.ts';
import { privacyCommands } from './commands/privacy.ts';
import { recordCommands } from './commands/record.ts';
import { resultCommands } from './commands/result.ts';
import { settingsCommands } from './commands/settings.ts';
import { shareInline } from './commands/share.ts';
import { sharedPresetCommands } from './commands/shared-preset.ts';
import { stakesCommands } from './commands/stakes.ts';
import { startCommands } from './commands/start.ts';
import { timesCommands } from './commands/times.ts';
import { topCommands } from './commands/top.ts';
import type { BotContext } from './context.ts';
import { createInviteLinks } from './invite-link.ts';
import { blockGate } from './middlewares/block-gate.ts';
import { careGate } from './middlewares/care-gate.ts';
import { floodGate } from './middlewares/flood-gate.ts';
import { pace } from './middlewares/pace.ts';
import { checkouts, payments } from './middlewares/payments.ts';
import { openPress } from './middlewares/press.ts';
import { riskGate } from './middlewares/risk-gate.ts';
import { secretAnswer, secretGuard } from './middlewares/secret-guard.ts';
import { timed } from './middlewares/timed.ts';
import { type UnitOfWorkParts, unitOfWork } from './middlewares/unit-of-work.ts';
import { createShareLinks } from './share-link.ts';
import type { Till } from './till.ts';
import { createWishLinks } from './wish-link.ts';

/** The bot: who may pass, in what order, and then the commands. Outermost first. */
export function createBot(options: {
  token: string;
  apiRoot: string;
  me: UserFromGetMe;
  app: App;
  till: Till;
  parts: UnitOfWorkParts;
}): Bot<BotContext> {
  const { token, apiRoot, me, app, till, parts } = options;
  const bot = new Bot<BotContext>(token, { client: { apiRoot }, botInfo: me });
  bot.use(checkouts(till));
  // Updates of one chat in order, chats side by side.
  bot.use(sequentialize((ctx) => String(ctx.chat?.id ?? ctx.from?.id ?? ctx.update.update_id)));
  bot.use(floodGate(parts), timed(parts.watch));
  bot.use(shareInline({ ...parts, username: me.username, nowMs: app.nowMs }));
  bot.use(unitOfWork(parts));
  bot.use(presence(), secretGuard());
  bot.use(pace());
  bot.use(secretAnswer());
  bot.use(openPress({ buttonKey: parts.buttonKey }));
  const invites = createInviteLinks({ username: me.username, key: parts.buttonKey });
  bot.use(payments(app), inviteCommands(invites));
  bot.use(blockGate(), riskGate());
  bot.use(careGate(app));
  // Before the start: a link to a result begins with it too.
  bot.use(resultCommands(app));
  const links = createShareLinks({ username: me.username, key: parts.buttonKey });
  bot.use(sharedPresetCommands(links), presetsCommands(links), notifyCommands());
  bot.use(favouritesCommands(app), dailyCommands(app));
  const wishes = createWishLinks({ username: me.username, key: parts.buttonKey });
  // Before the start, too.
  bot.use(buyCommands({ app, wishes }), paySupportCommands(app));
  bot.use(
    startCommands(app, { key: parts.buttonKey }),
    helpCommands(),
    settingsCommands(app),
    linkCommands(app),
    accountCommands(app),
  );
  bot.use(hoursCommands(app), entriesCommands(app), timesCommands(app), keptAnswers());
  bot.use(planCommands({ app, links: invites, wishes, key: parts.buttonKey }));
  bot.use(privacyCommands(app), careCommands(app), recordCommands());
  bot.use(stakesCommands(), checkCommands(app));
  bot.use(catalogCommands(app), topCommands(app), otherMessages(app));
  return bot;
}
