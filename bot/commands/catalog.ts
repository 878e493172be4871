import { Composer } from 'grammy';
import { type CatalogProblem, type CatalogQuery, type EpochMs, queryKey } from '#engine/index.ts';
import { newsSubject } from '#io/db/link-news.ts';
import { linksOf } from '#io/db/links.ts';
import { changePerson } from '#io/db/people.ts';
import { findReady } from '#io/db/ready-answers.ts';
import { askToCancel, lastAnswer } from '#io/db/requests.ts';
import { notifyCancel } from '#io/queues/cancel.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { catalogMenu } from '../menus/catalog-menu.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { CatalogFigures } from '../views/card.ts';
import { type CatalogFacts, catalogResult } from '../views/catalog.ts';
import { notLinked, sessionOver } from '../views/link.ts';
import type { Press } from '../views/press.ts';
import { menuExpired, noAssets, toast } from '../views/problems.ts';
import { queryProblem } from '../views/query-problem.ts';
import { ask } from './ask.ts';
import { readQuery, startingQuery } from './read-query.ts';

export function catalogCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('catalog'), async (ctx) => {
    if (!(await mayAsk(ctx))) return;
    const text = ctx.match.trim();
    if (text === '') return showMenu(ctx, { verb: 'menu', screen: 'home', query: startingQuery(ctx) });
    const parsed = await readQuery(ctx, { text, app });
    if (!parsed.ok) return refuse(ctx, parsed.problem);
    await askCatalog(ctx, parsed.query);
  });

  onPress(composer, 'catalog', async (ctx) => {
    if (!(await mayAsk(ctx))) return;
    await showMenu(ctx, { verb: 'menu', screen: 'home', query: startingQuery(ctx) });
  });
  onPress(composer, 'menu', showMenu);
  onPress(composer, 'run', async (ctx, { query }) => {
    if (await mayAsk(ctx)) await askCatalog(ctx, query);
  });
  onPress(composer, 'cancel', async (ctx, { requestId }) => {
    const isOpen = await askToCancel(ctx.db, { id: requestId, telegramId: ctx.person.telegramId });
    if (isOpen) await notifyCancel(ctx.db, requestId);
    ctx.toast(toast(ctx.words, isOpen ? 'canceling' : 'expired'));
  });
  onPress(composer, 'stored', (ctx, { query }) => showStored(ctx, { query, nowMs: app.nowMs() }));
  return composer;
}

/** A question needs an account at the broker, whose session fetches the candles. */
export async function mayAsk(ctx: BotContext): Promise<boolean> {
  const [inUse, ...others] = await linksOf(ctx.db, ctx.person.telegramId);
  if (inUse?.state === 'active') return true;
  const hasOthers = others.some(({ state }) => state === 'active');
  const why = inUse === undefined ? notLinked(ctx.words) : sessionOver(ctx.words, { ...inUse, hasOthers });
  await ctx.say(why);
  return false;
}

async function refuse(ctx: BotContext, problem: CatalogProblem): Promise<void> {
  // Not even an example has an asset: there are none.
  if (problem.query.ticker === '') return waitForAssets(ctx);
  await ctx.say(queryProblem(ctx.words, problem));
}

/** Nothing can be named yet: the list that should have come with the link is fetched once more. */
export async function waitForAssets(ctx: BotContext): Promise<void> {
  await ctx.say(noAssets(ctx.words));
  const subject = await newsSubject(ctx.db, ctx.person.telegramId);
  if (subject !== null) ctx.enqueue('linked', subject);
}

export async function askCatalog(ctx: BotContext, query: CatalogQuery): Promise<void> {
  await changePerson(ctx.db, ctx.person.telegramId, { lastQuery: query });
  const ready = () => readyCatalog(ctx, query);
  await ask(ctx, { work: { kind: 'catalog', query }, query, queryHash: queryKey(query), ready });
}

/** What somebody else was told since the last candle, told to this person; null: nothing, or the market is closed. */
async function readyCatalog({ db, assets, person, words, events }: BotContext, query: CatalogQuery) {
  const asset = (await assets()).find(({ ticker }) => ticker === query.ticker);
  if (asset === undefined || !asset.isOpen) return null;
  const nowMs = Date.now();
  const { timeZone, theme, ladder } = person;
  const { payoutRatio } = asset;
  const { language } = words;
  const known = await findReady(db, { query, nowMs, payoutRatio, language, timeZone, theme, ladder });
  events.cacheAsked({ kind: 'ready', isFound: known !== null });
  if (known === null) return null;
  const { figures, resultId, pictureHash } = known;
  const facts: CatalogFacts = { ...(figures as CatalogFigures), resultId, ladder, zone: timeZone, nowMs };
  return { message: catalogResult(words, facts), pictureHash, result: { facts, pictureHash } };
}

async function showMenu(ctx: BotContext, press: Extract<Press, { verb: 'menu' }>): Promise<void> {
  const { verb: _verb, ...place } = press;
  const assets = await ctx.assets();
  if (assets.length === 0) return waitForAssets(ctx);
  await ctx.show(catalogMenu(ctx.words, { ...place, assets, zone: ctx.person.timeZone }));
}

/** The last answer to a question, with its age, for when a new one cannot be had. */
async function showStored(ctx: BotContext, { query, nowMs }: { query: CatalogQuery; nowMs: EpochMs }): Promise<void> {
  const last = await lastAnswer(ctx.db, { telegramId: ctx.person.telegramId, queryHash: queryKey(query) });
  const result = last?.result as { facts: CatalogFacts; pictureHash: string } | null | undefined;
  // An answer of before results had names lacks what is said today.
  if (!last?.finishedAt || !result?.facts.resultId) return void (await ctx.say(menuExpired(ctx.words)));
  const { ladder } = ctx.person;
  const facts = { ...result.facts, ladder, nowMs, storedMs: last.finishedAt.getTime() };
  await ctx.say(catalogResult(ctx.words, facts), { pictureHash: result.pictureHash });
}
