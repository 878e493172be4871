import { Composer } from 'grammy';
import {
  asFarAsPlan,
  type EpochMs,
  FIRST_TOP,
  formatTopWords,
  type PlanLimits,
  parseTopWords,
  pictureKey,
  rankingPicture,
  type TopQuestion,
  topKey,
  topOf,
} from '#engine/index.ts';
import { hasPicture, pictureHash } from '#io/db/pictures.ts';
import { acceptRequest, setPlaceholder } from '#io/db/requests.ts';
import { keepResult, nameResult, topContent } from '#io/db/results.ts';
import { rankingKey, readRanking } from '#io/market/ranking.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { topMenu } from '../menus/top-menu.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import type { Press } from '../views/press.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { topNothing, topResult } from '../views/top.ts';
import { type TopFigures, topFigures } from '../views/top-facts.ts';
import { topPictureWords } from '../views/top-picture.ts';
import { topProblem } from '../views/top-problem.ts';
import { answerNow, ask, newRequest } from './ask.ts';
import { mayAsk } from './catalog.ts';
import { isWithinPlan, widestLimits } from './within-plan.ts';

/** A ranking that was not renewed for so long is not what the market looks like now. */
const FRESH_MS = 150_000;

/** The best five of all open assets, with filters as words and as a menu. */
export function topCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();

  composer.command(spellings('top'), async (ctx) => {
    const utcOffsetMs = (atMs: EpochMs) => zoneOffsetMs(ctx.person.timeZone, atMs);
    const limits = await widestLimits(ctx);
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
  const again = (limits: PlanLimits): Press => ({ verb: 'top', question: asFarAsPlan(question, limits) });
  if (!(await isWithinPlan(ctx, { kind: 'top', asked: question, again }))) return;
  const figures = await warmFigures(ctx, { question, nowMs: app.nowMs() });
  // Where all that is ready lacks candles, a worker fetches them.
  const isReady = figures !== null && (figures.rows.length > 0 || figures.sparse.count === 0);
  if (isReady) return tell(ctx, figures);
  await ask(ctx, { work: { kind: 'top' }, query: { question }, queryHash: topKey(question) });
}

/** The answer out of the ranking that the feed renews each minute; null when there is none, or an old one. */
async function warmFigures(
  ctx: BotContext,
  { question, nowMs }: { question: TopQuestion; nowMs: EpochMs },
): Promise<TopFigures | null> {
  const ranking = await readRanking(ctx.db, rankingKey(question));
  if (ranking === null || nowMs - ranking.candlesUntilMs > FRESH_MS) return null;
  const assets = new Map((await ctx.assets()).map((asset) => [asset.ticker, asset]));
  const looked = new Set(ranking.rows.map(({ ticker }) => ticker)).size;
  return topFigures(topOf(ranking.rows, { question, assets }), {
    ...{ question, done: looked, total: looked, withoutCandles: 0 },
    candlesUntilMs: ranking.candlesUntilMs,
  });
}

/** With the picture where somebody saw it before; else as text, which becomes the picture as soon as it is drawn. */
async function tell(ctx: BotContext, figures: TopFigures): Promise<void> {
  const { person, words } = ctx;
  const { question } = figures;
  if (figures.rows.length === 0) return void (await ctx.show(topNothing(words, figures)));
  const result = await nameResult(ctx.db, topContent(figures));
  await keepResult(ctx.db, { result });
  const resultId = result.id;
  const facts = { ...figures, resultId, ladder: person.ladder, zone: person.timeZone };
  const message = topResult(words, facts);
  const picture = rankingPicture(topPictureWords(words, { title: words.say('top-title'), facts }));
  const hash = pictureHash(pictureKey(picture, person.theme));
  const asked = { kind: 'top', query: { question, told: { figures, resultId, ladder: person.ladder } } };
  if (await hasPicture(ctx.db, hash)) {
    const queryHash = topKey(question);
    return answerNow(ctx, { ...asked, queryHash, message, pictureHash: hash, result: { facts, pictureHash: hash } });
  }
  const request = newRequest(ctx);
  const { id } = request;
  // Each list is drawn, also the same once more: it may tell of another minute.
  const accepted = await acceptRequest(ctx.db, { ...request, ...asked, queryHash: `${topKey(question)} ${id}` });
  if (accepted === null) return;
  await setPlaceholder(ctx.db, id, await ctx.show(message));
  ctx.enqueue('top', id, accepted);
}
