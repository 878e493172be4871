import { Composer } from 'grammy';
import {
  type EpochMs,
  FIRST_TOP,
  formatTopWords,
  parseTopWords,
  pictureKey,
  rankingPicture,
  type TopQuestion,
  topKey,
  topOf,
} from '#engine/index.ts';
import { hasPicture, pictureHash } from '#io/db/pictures.ts';
import { acceptRequest, setPlaceholder } from '#io/db/requests.ts';
import { rankingKey, readRanking } from '#io/market/ranking.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { topMenu } from '../menus/top-menu.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { MOST_TOP_ROWS, type TopFacts, topPictureWords, topResult } from '../views/top.ts';
import { topProblem } from '../views/top-problem.ts';
import { ask } from './ask.ts';
import { mayAsk } from './catalog.ts';

/** A ranking that was not renewed for so long is not what the market looks like now. */
const FRESH_MS = 150_000;

/** The best five of all open assets, with filters as words and as a menu. */
export function topCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('top'), async (ctx) => {
    const utcOffsetMs = (atMs: EpochMs) => zoneOffsetMs(ctx.person.timeZone, atMs);
    const { limits } = app;
    const parsed = parseTopWords({
      text: ctx.match.trim(),
      defaults: FIRST_TOP,
      limits,
      nowMs: app.nowMs(),
      utcOffsetMs,
    });
    if (parsed.ok) return answerTop(ctx, { app, question: parsed.question });
    const { problem } = parsed;
    const all = ctx.words.say('top-word-all');
    const example = `/top ${formatTopWords(problem.question, { utcOffsetMs, all })}`;
    await ctx.say(topProblem(ctx.words, { problem, example }));
  });
  onPress(composer, 'top', (ctx, { question = FIRST_TOP }) => answerTop(ctx, { app, question }));
  onPress(composer, 'topMenu', async (ctx, { verb: _verb, ...place }) => {
    await ctx.show(topMenu(ctx.words, { ...place, zone: ctx.person.timeZone }));
  });
  return composer;
}

/** At once where the ranking stands ready; else it is worked out. */
async function answerTop(ctx: BotContext, { app, question }: { app: App; question: TopQuestion }): Promise<void> {
  if (!(await mayAsk(ctx))) return;
  const facts = await warmFacts(ctx, { question, nowMs: app.nowMs() });
  if (facts !== null) return tell(ctx, facts);
  await ask(ctx, { work: { kind: 'top' }, query: { question }, queryHash: topKey(question) });
}

/** The answer out of the ranking that the feed renews each minute; null when there is none, or an old one. */
async function warmFacts(
  ctx: BotContext,
  { question, nowMs }: { question: TopQuestion; nowMs: EpochMs },
): Promise<TopFacts | null> {
  const ranking = await readRanking(ctx.db, rankingKey(question));
  if (ranking === null || nowMs - ranking.candlesUntilMs > FRESH_MS) return null;
  const assets = new Map((await ctx.assets()).map((asset) => [asset.ticker, asset]));
  const { rows, ...top } = topOf(ranking.rows, { question, assets });
  const looked = new Set(ranking.rows.map(({ ticker }) => ticker)).size;
  return {
    ...top,
    question,
    rows: rows.slice(0, MOST_TOP_ROWS),
    done: looked,
    total: looked,
    withoutCandles: 0,
    candlesUntilMs: ranking.candlesUntilMs,
    zone: ctx.person.timeZone,
  };
}

/** With the picture where somebody saw it before; else as text, which becomes the picture as soon as it is drawn. */
async function tell(ctx: BotContext, facts: TopFacts): Promise<void> {
  const { person, words } = ctx;
  const message = topResult(words, facts);
  if (facts.rows.length === 0) return void (await ctx.show(message));
  const hash = pictureHash(pictureKey(rankingPicture(topPictureWords(words, facts)), person.theme));
  if (await hasPicture(ctx.db, hash)) return void (await ctx.say(message, { pictureHash: hash }));
  const placeholderId = await ctx.show(message);
  const id = `r${ctx.update.update_id.toString(36)}`;
  const accepted = await acceptRequest(ctx.db, {
    id,
    kind: 'top',
    telegramId: person.telegramId,
    chatId: ctx.chat?.id ?? person.telegramId,
    query: { question: facts.question, facts },
    queryHash: `${topKey(facts.question)} ${id}`,
    language: words.language,
    timeZone: person.timeZone,
    theme: person.theme,
    traceId: ctx.traceId,
    limits: ctx.limits,
  });
  if (accepted === null) return;
  await setPlaceholder(ctx.db, id, placeholderId);
  ctx.enqueue('top', id, accepted);
}
