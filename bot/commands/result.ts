import { Composer } from 'grammy';
import type { EpochMs } from '#engine/index.ts';
import { hasPicture } from '#io/db/pictures.ts';
import { findAnswer } from '#io/db/requests.ts';
import { findResult, type PastResult, pastResults, type Result, readResultId } from '#io/db/results.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { CatalogFigures } from '../views/card.ts';
import { catalogResult } from '../views/catalog.ts';
import { checkResult } from '../views/check.ts';
import type { CheckFacts } from '../views/check-facts.ts';
import type { Message } from '../views/message.ts';
import { menuExpired } from '../views/problems.ts';
import { history, unknownResult, whichResult } from '../views/result.ts';
import { RISK_NOTICE_VERSION } from '../views/start.ts';
import { type TimesFigures, timesPage } from '../views/times.ts';
import { topResult } from '../views/top.ts';
import { topDetails } from '../views/top-details.ts';
import type { TopFigures } from '../views/top-facts.ts';
import { ask } from './ask.ts';

const PAGE = 8;
/** `t.me/<bot>?start=r_K7Q2M4XA` opens a result. */
const DEEP_LINK = /^r_([0-9A-Za-z]{8})$/;

/** Results of before: opened again as they were, or worked out again. */
export function resultCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('result'), async (ctx) => {
    const typed = ctx.match.trim();
    if (typed === '') return void (await ctx.say(whichResult(ctx.words)));
    await askAgain(ctx, typed);
  });
  composer.command(spellings('start'), async (ctx, next) => {
    const [, id] = DEEP_LINK.exec(ctx.match.trim()) ?? [];
    if (id === undefined || ctx.person.riskNoticeVersion !== RISK_NOTICE_VERSION) return next();
    await askAgain(ctx, id);
  });
  onPress(composer, 'recheck', (ctx, { resultId }) => askAgain(ctx, resultId));

  composer.command(spellings('history'), (ctx) => showHistory(ctx, { app, page: 0 }));
  onPress(composer, 'history', (ctx, { page }) => showHistory(ctx, { app, page }));
  onPress(composer, 'details', (ctx, { resultId }) => details(ctx, resultId));
  onPress(composer, 'result', (ctx, { resultId }) => reopen(ctx, { app, resultId }));
  return composer;
}

async function askAgain(ctx: BotContext, typed: string): Promise<void> {
  const resultId = readResultId(typed);
  if (resultId === null || (await findResult(ctx.db, resultId)) === null) {
    return void (await ctx.say(unknownResult(ctx.words, { typed })));
  }
  await ask(ctx, { work: { kind: 'result', resultId }, query: { resultId }, queryHash: `result ${resultId}` });
}

async function showHistory(ctx: BotContext, { app, page }: { app: App; page: number }): Promise<void> {
  const { telegramId, timeZone: zone } = ctx.person;
  const found = await pastResults(ctx.db, { telegramId, skip: page * PAGE, most: PAGE + 1 });
  const facts = { results: found.slice(0, PAGE), page, hasMore: found.length > PAGE, zone, nowMs: app.nowMs() };
  await ctx.show(history(ctx.words, facts));
}

/** Nothing is worked out: the same figures, and the same picture while it is kept. */
async function reopen(ctx: BotContext, { app, resultId }: { app: App; resultId: string }): Promise<void> {
  const { telegramId } = ctx.person;
  const [mine] = await pastResults(ctx.db, { telegramId, resultId, skip: 0, most: 1 });
  const result = mine && (await findResult(ctx.db, resultId));
  if (!mine || !result) return void (await ctx.say(menuExpired(ctx.words)));
  const { pictureHash } = mine;
  const picture = pictureHash !== null && (await hasPicture(ctx.db, pictureHash)) ? { pictureHash } : {};
  await ctx.say(await asItWas(ctx, { mine, result, nowMs: app.nowMs() }), picture);
}

async function asItWas(
  { words, person, db }: BotContext,
  { mine, result, nowMs }: { mine: PastResult; result: Result; nowMs: EpochMs },
): Promise<Message> {
  const { timeZone: zone, ladder, telegramId } = person;
  const requestId = mine.requestId ?? '';
  const told = { resultId: result.id, ladder, nowMs, storedMs: mine.atMs };
  switch (result.kind) {
    case 'catalog':
      return catalogResult(words, { ...(result.facts as CatalogFigures), ...told, zone });
    case 'times': {
      const facts = { ...(result.facts as TimesFigures), ...told };
      return timesPage(words, { facts, page: 0, requestId });
    }
    case 'top': {
      const ageMs = nowMs - mine.atMs;
      return topResult(words, { ...(result.facts as TopFigures), resultId: result.id, ladder, zone, ageMs });
    }
    case 'check': {
      // Lines that could not be read were kept for its own person only.
      const answer = await findAnswer(db, { id: requestId, telegramId });
      return answer ? checkResult(words, { ...(answer.result as CheckFacts), ...told, zone }) : menuExpired(words);
    }
  }
}

/** All figures of a list's rows, under the list. */
async function details(ctx: BotContext, resultId: string): Promise<void> {
  const result = await findResult(ctx.db, resultId);
  if (result?.kind !== 'top') return void (await ctx.say(menuExpired(ctx.words)));
  const { timeZone: zone, ladder } = ctx.person;
  const facts = { ...(result.facts as TopFigures), resultId, ladder, zone };
  await ctx.say(topDetails(ctx.words, facts));
}
