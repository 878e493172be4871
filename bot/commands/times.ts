import { Composer } from 'grammy';
import { parseTimesWords, type TimesQuery, timesKey } from '#engine/index.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { onPress } from '../on-press.ts';
import { spellings } from '../spellings.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { timesProblem } from '../views/times.ts';
import { ask } from './ask.ts';
import { mayAsk, waitForAssets } from './catalog.ts';
import { startingQuery } from './read-query.ts';
import { widestLimits } from './within-plan.ts';

/** Where nothing is typed. Without gales: with them nearly every time of the day wins nine days in ten. */
const USUAL: Omit<TimesQuery, 'ticker' | 'timeframe'> = { depth: 0, days: 20, minRatio: 0.9 };

/** At which times of the day one colour came more often. */
export function timesCommands(app: App): Composer<BotContext> {
  const composer = new Composer<BotContext>();
  composer.command(spellings('times'), async (ctx) => {
    if (!(await mayAsk(ctx))) return;
    const [assets, limits] = await Promise.all([ctx.assets(), widestLimits(ctx)]);
    const { ticker, timeframe } = startingQuery(ctx);
    const parsed = parseTimesWords({
      text: ctx.match.trim(),
      defaults: { ticker, timeframe, ...USUAL },
      tickers: assets.map((asset) => asset.ticker),
      limits,
      nowMs: app.nowMs(),
      utcOffsetMs: (atMs) => zoneOffsetMs(ctx.person.timeZone, atMs),
    });
    if (parsed.ok) return askTimes(ctx, parsed.query);
    if (parsed.problem.query.ticker === '') return waitForAssets(ctx);
    await ctx.say(timesProblem(ctx.words, parsed.problem));
  });
  onPress(composer, 'times', async (ctx, { query }) => {
    if (await mayAsk(ctx)) await askTimes(ctx, query);
  });
  return composer;
}

function askTimes(ctx: BotContext, query: TimesQuery): Promise<void> {
  return ask(ctx, { work: { kind: 'times', query }, query, queryHash: timesKey(query) });
}
