import { acceptRequest, setPlaceholder } from '#io/db/requests.ts';
import type { BotContext } from '../context.ts';
import { toast } from '../views/problems.ts';
import { progress, type Work } from '../views/progress.ts';

/**
 * Accepts a question: its row, its job and the message that will become the answer, all in this update's transaction.
 * The same person's same question is worked on once; a second tap says so.
 */
export async function ask(
  ctx: BotContext,
  { work, query, queryHash }: { work: Work; query: unknown; queryHash: string },
): Promise<void> {
  const { person, words } = ctx;
  const id = `r${ctx.update.update_id.toString(36)}`;
  const isNew = await acceptRequest(ctx.db, {
    id,
    kind: work.kind,
    telegramId: person.telegramId,
    chatId: ctx.chat?.id ?? person.telegramId,
    query,
    queryHash,
    language: words.language,
    timeZone: person.timeZone,
    theme: person.theme,
    traceId: ctx.traceId,
  });
  if (!isNew) {
    if (ctx.press === undefined) await ctx.say({ text: toast(words, 'already-running'), parseMode: 'HTML' });
    ctx.toast(toast(words, 'already-running'));
    return;
  }
  const placeholder = progress(words, { requestId: id, work, zone: person.timeZone, stage: { kind: 'accepted' } });
  await setPlaceholder(ctx.db, id, await ctx.show(placeholder));
  ctx.enqueue(work.kind, id);
}
