import { type CatalogQuery, parseCatalogWords } from '#engine/index.ts';
import type { App } from '../app.ts';
import type { BotContext } from '../context.ts';
import { zoneOffsetMs } from '../views/time-zones.ts';
import { widestLimits } from './within-plan.ts';

/** What is asked when nothing was asked before: the owner's strategy, as the predecessor had it. */
export const FIRST_QUERY: CatalogQuery = {
  ticker: 'EURUSD-OTC',
  timeframe: 'M1',
  strategyId: 'MINORIA(5)',
  depth: 2,
  window: { kind: 'blocks', count: 100 },
};

/** The question a new one starts from. */
export function startingQuery({ person }: BotContext): CatalogQuery {
  return person.lastQuery ?? FIRST_QUERY;
}

/** The words of a person, read as a question; what they leave out is as in their last one, or as in `defaults`. */
export async function readQuery(
  ctx: BotContext,
  { text, app, defaults = startingQuery(ctx) }: { text: string; app: App; defaults?: CatalogQuery },
): Promise<ReturnType<typeof parseCatalogWords>> {
  const [assets, limits] = await Promise.all([ctx.assets(), widestLimits(ctx)]);
  return parseCatalogWords({
    text,
    defaults,
    tickers: assets.map((asset) => asset.ticker),
    limits,
    nowMs: app.nowMs(),
    utcOffsetMs: (atMs) => zoneOffsetMs(ctx.person.timeZone, atMs),
  });
}
