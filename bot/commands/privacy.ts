import { setTimeout as wait } from 'node:timers/promises';
import { Composer } from 'grammy';
import type { Broker } from '#io/broker/broker.ts';
import { withdraw } from '#io/db/erase.ts';
import { askPrivacy, type PrivacyKind } from '#io/db/privacy-requests.ts';
import type { Log } from '#io/log.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { eraseAsk, eraseBegun, exportAsked, privacy, tooYoung } from '../views/privacy.ts';
import { tellToWait } from './tell-to-wait.ts';

/** What we keep of a person: to read about, to have, and to be rid of. Open to everybody, whatever they agreed to. */
export function privacyCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('privacy'), async (ctx) => void (await ctx.say(privacy(ctx.words))));
  composer.command(spellings('export'), (ctx) => giveData(ctx));
  composer.command(spellings('delete'), async (ctx) => void (await ctx.say(eraseAsk(ctx.words))));
  onPress(composer, 'minor', (ctx) => ctx.show(tooYoung(ctx.words)));
  onPress(composer, 'privacy', (ctx, press) => {
    switch (press.act) {
      case 'read':
        return ctx.say(privacy(ctx.words));
      case 'export':
        return giveData(ctx);
      case 'erase':
        return ctx.say(eraseAsk(ctx.words));
      case 'eraseNow':
        return forget(ctx);
    }
  });
  return composer;

  async function giveData(ctx: BotContext): Promise<void> {
    // A file takes a worker as much as a picture does.
    const admitted = await ctx.admit('heavy');
    if (!admitted.ok) return tellToWait(ctx, admitted);
    await request(ctx, 'export');
    await ctx.say(exportAsked(ctx.words));
  }

  /** Access at the broker ends here and now, and so does all that runs by itself; the rest is a worker's. */
  async function forget(ctx: BotContext): Promise<void> {
    const { db, person, log } = ctx;
    const { telegramId } = person;
    const tokens = await withdraw(db, { telegramId, seal: app.seal, nowMs: app.nowMs() });
    for (const token of tokens) ctx.afterCommit(() => void endAtBroker(app.broker, { token, log }));
    await request(ctx, 'erasure');
    await ctx.show(eraseBegun(ctx.words));
  }

  async function request(ctx: BotContext, kind: PrivacyKind): Promise<void> {
    const { telegramId } = ctx.person;
    ctx.enqueue('privacy', await askPrivacy(ctx.db, { telegramId, kind, askedBy: 'person', nowMs: app.nowMs() }));
  }
}

/** Waits before each try. It is kept nowhere: what opened it is gone, so this process is the last that could end it. */
const TRIES_AFTER_MS = [0, 2_000, 10_000, 60_000];

async function endAtBroker(broker: Broker, { token, log }: { token: string; log: Log }): Promise<void> {
  for (const waitMs of TRIES_AFTER_MS) {
    await wait(waitMs, undefined, { ref: false });
    try {
      return await broker.logout(token);
    } catch (error) {
      log.warn({ err: error }, 'the broker did not confirm the logout');
    }
  }
}
