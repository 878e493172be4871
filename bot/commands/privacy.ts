import { Composer } from 'grammy';
import { withdraw } from '#io/db/erase.ts';
import { askPrivacy, type PrivacyKind } from '#io/db/privacy-requests.ts';
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
    const { db, person } = ctx;
    const { telegramId } = person;
    const endedIds = await withdraw(db, { telegramId, seal: app.seal, nowMs: app.nowMs() });
    for (const id of endedIds) ctx.enqueue('end-session', String(id));
    await request(ctx, 'erasure');
    await ctx.show(eraseBegun(ctx.words));
  }

  async function request(ctx: BotContext, kind: PrivacyKind): Promise<void> {
    const { telegramId } = ctx.person;
    ctx.enqueue('privacy', await askPrivacy(ctx.db, { telegramId, kind, askedBy: 'person', nowMs: app.nowMs() }));
  }
}
