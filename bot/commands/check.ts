import { createHash } from 'node:crypto';
import { Composer } from 'grammy';
import { DAY_MS, isSignalList, type ListLine, MAX_DEPTH, readSignalList, tickerFinder } from '#engine/index.ts';
import { findAnswer } from '#io/db/requests.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { checkAsk, checkGone, checkRefusal, checkResult } from '../views/check.ts';
import type { AskedLine, CheckFacts, CheckQuestion } from '../views/check-facts.ts';
import { assetName } from '../views/query-line.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { ask } from './ask.ts';
import { mayAsk } from './catalog.ts';
import { startingQuery } from './read-query.ts';

/** Lists of signals: pasted after the command, in a reply to it, or just so. */
export function checkCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('check'), async (ctx) => {
    const { message } = ctx;
    const text = ctx.match.trim();
    const quoted = message?.reply_to_message?.text ?? '';
    // Options stand before the list they are meant for.
    const list = [text, ...(isSignalList(text) ? [] : [quoted])].join('\n').trim();
    if (list === '') return void (await ctx.say(checkAsk(ctx.words, { zone: ctx.person.timeZone })));
    await checkList(ctx, { text: list, app });
  });

  composer.on('message:text', async (ctx, next) => {
    const { text } = ctx.message;
    if (text.startsWith('/') || !isSignalList(text)) return next();
    await checkList(ctx, { text, app });
  });

  onPress(composer, 'checkPage', async (ctx, { requestId, page }) => {
    const facts = await checkedBefore(ctx, requestId);
    await ctx.show(facts ? checkResult(ctx.words, facts, page) : checkGone(ctx.words));
  });

  onPress(composer, 'checkDepth', async (ctx, { requestId, depth }) => {
    const facts = await checkedBefore(ctx, requestId);
    if (facts === null || depth > MAX_DEPTH) return void (await ctx.show(checkGone(ctx.words)));
    const { lines, leftOut, dojiApart } = facts;
    if (await mayAsk(ctx)) await askCheck(ctx, { lines, leftOut, dojiApart, depth });
  });
  return composer;
}

/** The answer of a request of this person; null: it is not kept any more. */
async function checkedBefore({ db, person }: BotContext, requestId: string): Promise<CheckFacts | null> {
  const answer = await findAnswer(db, { id: requestId, telegramId: person.telegramId });
  return (answer?.result as CheckFacts | undefined) ?? null;
}

async function checkList(ctx: BotContext, { text, app }: { text: string; app: App }): Promise<void> {
  if (!(await mayAsk(ctx))) return;
  const usual = startingQuery(ctx);
  const nowMs = app.nowMs();
  const keptDays = ctx.entitlement.limits.historyDays;
  const list = readSignalList({
    text,
    timeframe: usual.timeframe,
    nowMs,
    oldestMs: nowMs - keptDays * DAY_MS,
    utcOffsetMsAt: (atMs) => zoneOffsetMs(ctx.person.timeZone, atMs),
  });
  if (list.lines.length === 0) return void (await ctx.say(checkAsk(ctx.words, { zone: ctx.person.timeZone })));
  const assets = await ctx.assets();
  const finder = tickerFinder(assets.map(({ ticker }) => ticker));
  const lines = list.lines.map((line) => named(line, { finder, keptDays }));
  if (!lines.some(({ kind }) => kind === 'signal')) {
    return void (await ctx.say(checkRefusal(ctx.words, { lines })));
  }
  const { leftOut, dojiApart } = list;
  await askCheck(ctx, { lines, leftOut, dojiApart, depth: list.depth ?? usual.depth });
}

async function askCheck(ctx: BotContext, question: CheckQuestion): Promise<void> {
  const content = createHash('sha256').update(JSON.stringify(question)).digest('base64url');
  await ask(ctx, { work: { kind: 'check' }, query: question, queryHash: `check ${content}` });
}

/** The asset as the broker spells it. */
function named(
  line: ListLine,
  { finder, keptDays }: { finder: ReturnType<typeof tickerFinder>; keptDays: number },
): AskedLine {
  if (line.kind === 'problem') return line.problem === 'too-old' ? { ...line, keptDays } : line;
  const { signal, number, text } = line;
  const ticker = finder.find(signal.ticker);
  if (ticker !== null) return { kind: 'signal', number, signal: { ...signal, ticker } };
  const [near] = finder.nearest(signal.ticker);
  const unknown = { kind: 'problem', number, text, problem: 'asset', asset: signal.ticker } as const;
  return near === undefined ? unknown : { ...unknown, near: assetName(near) };
}
