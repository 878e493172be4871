import { Composer } from 'grammy';
import type { InlineQuery, InlineQueryResult, InlineQueryResultsButton } from 'grammy/types';
import { DEFAULT_LADDER, type EpochMs } from '#engine/index.ts';
import { careOf } from '#io/db/care.ts';
import type { Database } from '#io/db/database.ts';
import { findPerson, type Person } from '#io/db/people.ts';
import { pictureFileId } from '#io/db/pictures.ts';
import { findResult, type PastResult, pastResults } from '#io/db/results.ts';
import { markUpdateDone } from '#io/telegram/inbox.ts';
import { putCall } from '#io/telegram/outbox.ts';
import type { BotContext } from '../context.ts';
import { guessLanguage, type Words, words as wordsOf } from '../i18n/index.ts';
import type { CatalogFigures } from '../views/card.ts';
import type { CatalogFacts } from '../views/catalog.ts';
import { isMeant, type SharedCard, sharedCard } from '../views/share.ts';
import { RISK_NOTICE_VERSION } from '../views/start.ts';

/** Results that are looked through, and of those the most that are offered. */
const LOOKED_THROUGH = 40;
const OFFERED = 10;
/** While somebody types, Telegram asks at every letter. */
const CACHE_SECONDS = 5;

export interface ShareParts {
  readonly db: Database;
  readonly username: string;
  readonly nowMs: () => EpochMs;
  /** Wakes the relay of this process. */
  readonly wake: () => void;
}

/**
 * `@bot eurusd mhi` in any chat: the person's own past results as cards. Nothing is worked out for it and nobody is
 * remembered by it. It stands before everything else: such a question comes from no chat of ours.
 */
export function shareInline(parts: ShareParts): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.on('inline_query', async (ctx) => {
    const { inlineQuery } = ctx;
    await parts.db.transaction().execute(async (tx) => {
      if (!(await markUpdateDone(tx, ctx.update.update_id))) return;
      const offer = await offerFor(tx, { inlineQuery, parts });
      await putCall(tx, {
        key: `${ctx.update.update_id}:inline`,
        chatId: null,
        method: 'answerInlineQuery',
        payload: { inline_query_id: inlineQuery.id, is_personal: true, cache_time: CACHE_SECONDS, ...offer },
      });
    });
    parts.wake();
  });

  // A card that was shared in the chat with us comes back as a message: it is an answer of ours, not a question.
  composer.on('message', async (ctx, next) => {
    if (ctx.message.via_bot?.id !== ctx.me.id) return next();
    await markUpdateDone(parts.db, ctx.update.update_id);
  });
  return composer;
}

interface Offer {
  readonly results: readonly InlineQueryResult[];
  readonly button: InlineQueryResultsButton;
}

async function offerFor(
  tx: Database,
  { inlineQuery, parts }: { inlineQuery: InlineQuery; parts: ShareParts },
): Promise<Offer> {
  const { from, query: typed } = inlineQuery;
  const person = await findPerson(tx, from.id);
  const words = wordsOf(guessLanguage(person?.language ?? from.language_code));
  const opens = (text: string) => ({ text, start_parameter: 'share' });
  if (person?.riskNoticeVersion !== RISK_NOTICE_VERSION) {
    return { results: [], button: opens(words.say('share-start')) };
  }
  const { pausedUntilMs } = await careOf(tx, { telegramId: person.telegramId, nowMs: parts.nowMs() });
  if (pausedUntilMs !== null) return { results: [], button: opens(words.say('share-paused')) };
  const results: InlineQueryResult[] = [];
  const past = await pastResults(tx, { telegramId: person.telegramId, kind: 'catalog', skip: 0, most: LOOKED_THROUGH });
  for (const one of past) {
    const facts = await factsOf(tx, { one, person, nowMs: parts.nowMs() });
    if (facts === null || !isMeant(words, { typed, facts })) continue;
    const card = sharedCard(words, facts);
    const fileId = one.pictureHash === null ? null : await pictureFileId(tx, one.pictureHash);
    results.push(asResult(words, { card, fileId, url: `https://t.me/${parts.username}?start=r_${card.id}` }));
    if (results.length === OFFERED) break;
  }
  const isInVain = results.length === 0 && typed.trim() !== '';
  return { results, button: opens(words.say(isInVain ? 'share-none' : 'share-open')) };
}

/** What the person stakes is nobody else's business: a card shows the usual ladder. */
async function factsOf(
  tx: Database,
  { one, person, nowMs }: { one: PastResult; person: Person; nowMs: EpochMs },
): Promise<CatalogFacts | null> {
  const { resultId, atMs } = one;
  const result = await findResult(tx, resultId);
  if (result === null) return null;
  const figures = result.facts as CatalogFigures;
  return { ...figures, resultId, zone: person.timeZone, ladder: DEFAULT_LADDER, nowMs, storedMs: atMs };
}

/** With its picture where Telegram has it, else as text. */
function asResult(
  words: Words,
  { card, fileId, url }: { card: SharedCard; fileId: string | null; url: string },
): InlineQueryResult {
  const { id, title, description, caption } = card;
  const line = { id, title, description };
  const reply_markup = { inline_keyboard: [[{ text: words.say('button-share-open'), url }]] };
  if (fileId !== null) {
    return { type: 'photo', ...line, photo_file_id: fileId, caption, parse_mode: 'HTML', reply_markup };
  }
  const link_preview_options = { is_disabled: true };
  const input_message_content = { message_text: caption, parse_mode: 'HTML', link_preview_options } as const;
  return { type: 'article', ...line, input_message_content, reply_markup };
}
