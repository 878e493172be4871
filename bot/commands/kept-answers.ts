import { Composer } from 'grammy';
import { saveDocument } from '#io/db/documents.ts';
import { findAnswer, type Request } from '#io/db/requests.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { type EntriesFacts, entriesFile, entriesFileCaption, entriesPage } from '../views/entries.ts';
import type { Message } from '../views/message.ts';
import { menuExpired } from '../views/problems.ts';
import { type TimesFacts, timesFile, timesFileCaption, timesPage } from '../views/times.ts';

/** Other pages of an answer, and the answer as a file: from what was kept with it, so that all pages are of one moment. */
export function keptAnswers(): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  onPress(composer, 'page', async (ctx, { requestId, page }) => {
    const answer = await findAnswer(ctx.db, { id: requestId, telegramId: ctx.person.telegramId });
    const message = answer && pageMessage(ctx, { answer, page });
    await (message ? ctx.show(message) : ctx.say(menuExpired(ctx.words)));
  });

  onPress(composer, 'file', async (ctx, { requestId }) => {
    const answer = await findAnswer(ctx.db, { id: requestId, telegramId: ctx.person.telegramId });
    const known = answer && fileOf(ctx, answer);
    if (!known) return void (await ctx.say(menuExpired(ctx.words)));
    const { name, text, caption } = known;
    const documentHash = await saveDocument(ctx.db, { name, bytes: Buffer.from(text) });
    await ctx.say(caption, { documentHash });
  });

  return composer;
}

function pageMessage({ words }: BotContext, { answer, page }: { answer: Request; page: number }): Message | null {
  const { kind, result, id: requestId } = answer;
  if (kind === 'entries') return entriesPage(words, { facts: result as EntriesFacts, page, requestId });
  if (kind === 'times') return timesPage(words, { facts: result as TimesFacts, page, requestId });
  return null;
}

function fileOf(
  { words }: BotContext,
  { kind, result }: Request,
): { name: string; text: string; caption: Message } | null {
  if (kind === 'entries') {
    const facts = result as EntriesFacts;
    return { ...entriesFile(words, facts), caption: entriesFileCaption(words, facts) };
  }
  if (kind !== 'times') return null;
  const facts = result as TimesFacts;
  return { ...timesFile(words, facts), caption: timesFileCaption(words, facts) };
}
