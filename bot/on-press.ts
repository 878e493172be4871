import type { Composer } from 'grammy';
import type { BotContext } from './context.ts';
import type { Press } from './views/press.ts';

type PressOf<Verb extends Press['verb']> = Extract<Press, { verb: Verb }>;

/** Answers the buttons of one verb, with what the button carries. */
export function onPress<Verb extends Press['verb']>(
  composer: Composer<BotContext>,
  verb: Verb,
  answer: (ctx: BotContext, press: PressOf<Verb>) => unknown,
): void {
  composer.use(async (ctx, next) => {
    if (ctx.press?.verb !== verb) return next();
    await answer(ctx, ctx.press as PressOf<Verb>);
  });
}
