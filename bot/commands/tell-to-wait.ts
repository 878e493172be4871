import type { Admitted } from '#io/limits/admission.ts';
import type { BotContext } from '../context.ts';
import { tooSoon } from '../views/problems.ts';

/** One line that says when it may go on: over the button that was pressed, else under what was typed. */
export async function tellToWait(ctx: BotContext, refused: Extract<Admitted, { ok: false }>): Promise<void> {
  const text = tooSoon(ctx.words, refused);
  if (ctx.callbackQuery === undefined) await ctx.say({ text, parseMode: 'HTML' });
  else ctx.toast(text);
}
